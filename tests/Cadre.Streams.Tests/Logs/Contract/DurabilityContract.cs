using static Cadre.Streams.Tests.Logs.Contract.LogCalls;

namespace Cadre.Streams.Tests.Logs.Contract;

/// <summary>What an engine that outlives its process must do on top.</summary>
public abstract class DurabilityContract : RetentionContract
{
    [Fact]
    public async Task Reopen_finds_everything_as_it_was()
    {
        await Log.AppendManyAsync("s", 1_234);
        await Log.OpenStreamAsync("empty", default);
        await Log.WriteSnapshotAsync("s", new(1_000, 1_000_000, Bytes("state")), default);
        await Log.TransactAsync("s", 1_234, [], _ => new LogAppend { Time = 1, Answers = [("k", Answer("kept"))] }, default);
        var (s, empty) = (await Log.OpenStreamAsync("s", default), await Log.OpenStreamAsync("empty", default));

        await ReopenAsync();

        (await Log.ListStreamsAsync(default)).ShouldBe(["empty", "s"]);
        (await Log.OpenStreamAsync("s", default)).ShouldBe(s);
        (await Log.OpenStreamAsync("empty", default)).ShouldBe(empty);
        (await Log.ReadAllAsync("s")).Texts().ShouldBe(Enumerable.Range(1, 1_234).Select(n => n.ToString()));
        Text((await Log.ReadSnapshotAsync("s", 1_234, default))!.Data).ShouldBe("state");
        await Log.TransactAsync("s", 1_234, ["k"], transaction =>
        {
            Text(transaction.Answers["k"].Data).ShouldBe("kept");
            return LogAppend.Nothing;
        }, default).Within("transaction");
    }

    [Fact]
    public async Task Reopen_after_trimming_everything_finds_where_it_stood()
    {
        await Log.AppendManyAsync("s", 3_000);
        await Log.WriteSnapshotAsync("s", new(3_000, 3_000_000, Bytes("state")), default);
        var head = await Log.TrimAsync("s", 3_000, default);

        await ReopenAsync();

        (await Log.OpenStreamAsync("s", default)).ShouldBe(head);
        (await Log.AppendAsync("s", 3_000, 1, "next")).Sequence.ShouldBe(3_001);
    }

    [Fact]
    public async Task Dispose_finishes_what_is_queued()
    {
        var queued = Enumerable.Range(0, 200).Select(i => Log.TransactAsync("s", 0, [], _ => Events(1, $"{i}"), default).AsTask()).ToList();
        await Log.DisposeAsync();
        await Task.WhenAll(queued).Within("the queued transactions");

        await ReopenAsync();

        (await Log.ReadAllAsync("s")).Texts().ShouldBe(Enumerable.Range(0, 200).Select(i => $"{i}"));
    }
}
