using static Cadre.Streams.Tests.Logs.Contract.LogCalls;

namespace Cadre.Streams.Tests.Logs.Contract;

public abstract class ReadingContract : AnswerContract
{
    [Theory]
    [InlineData(0, 10, 1, 10)]
    [InlineData(2_990, 100, 2_991, 3_000)]
    [InlineData(3_000, 5, 0, -1)]
    [InlineData(5_000, 5, 0, -1)]
    [InlineData(500, 0, 0, -1)]
    [InlineData(0, 2_500, 1, 2_500)]
    public async Task Read_gives_what_follows_up_to_the_limit(long after, int limit, int first, int last)
    {
        await Log.AppendManyAsync("s", 3_000);

        (await Log.ReadAllAsync("s", after, limit)).Texts().ShouldBe(Enumerable.Range(first, last - first + 1).Select(n => n.ToString()));
    }

    [Fact]
    public async Task Read_large_events_gives_all_of_them()
    {
        for (var i = 0; i < 5; i++)
            await Log.TransactAsync("s", i, [], _ => new LogAppend { Time = 1, Events = [new byte[700_000]] }, default).Within("transaction");

        (await Log.ReadAllAsync("s")).Select(item => (item.Sequence, item.Data.Length)).ShouldBe(Enumerable.Range(1, 5).Select(n => ((long)n, 700_000)));
    }

    [Fact]
    public async Task Read_sees_what_is_appended_while_it_reads()
    {
        await Log.AppendManyAsync("s", 1_500);
        var texts = new List<string>();
        await foreach (var item in Log.ReadAsync("s", 0, int.MaxValue, default))
        {
            texts.Add(Text(item.Data));
            if (item.Sequence == 10) await Log.AppendAsync("s", 1_500, 1, "late");
        }

        texts.Count.ShouldBe(1_501);
        texts[^1].ShouldBe("late");
    }

    [Fact]
    public async Task Read_by_a_slow_consumer_holds_up_nobody()
    {
        await Log.AppendManyAsync("s", 3_000);
        var readers = Enumerable.Range(0, 20).Select(_ => Log.ReadAsync("s", 0, int.MaxValue, default).GetAsyncEnumerator()).ToList();
        foreach (var reader in readers) (await reader.MoveNextAsync().AsTask().Within("first event")).ShouldBeTrue();

        await Log.AppendAsync("s", 3_000, 1, "written");
        (await Log.ReadAllAsync("s", 3_000)).Texts().ShouldBe(["written"]);

        foreach (var reader in readers) await reader.DisposeAsync();
    }

    [Fact]
    public async Task Read_cancelled_stops()
    {
        await Log.AppendManyAsync("s", 2_500);
        using var cancel = new CancellationTokenSource();
        var count = 0;

        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var item in Log.ReadAsync("s", 0, int.MaxValue, cancel.Token))
                if (++count == 5) await cancel.CancelAsync();
        });

        count.ShouldBeLessThan(2_500);
    }

    [Theory]
    [InlineData(500, 0)]
    [InlineData(999, 0)]
    [InlineData(1000, 3)]
    [InlineData(1500, 3)]
    [InlineData(2000, 4)]
    [InlineData(2999, 4)]
    [InlineData(3000, 5)]
    [InlineData(9999, 5)]
    public async Task FindSequence_answers_the_last_event_at_or_before(long at, long expected)
    {
        await Log.AppendAsync("s", 0, 1000, "a", "b", "c");
        await Log.AppendAsync("s", 3, 2000, "d");
        await Log.AppendAsync("s", 4, 3000, "e");

        (await Log.FindSequenceAsync("s", DateTimeOffset.FromUnixTimeMilliseconds(at), default)).ShouldBe(expected);
    }

    [Fact]
    public async Task FindSequence_in_an_empty_stream_answers_zero() =>
        (await Log.FindSequenceAsync("s", DateTimeOffset.UnixEpoch, default)).ShouldBe(0);

    [Fact]
    public async Task Watch_of_an_embedded_engine_yields_nothing_until_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        var watching = Task.Run(async () =>
        {
            await foreach (var name in Log.WatchAsync(cancel.Token)) name.ShouldBe("nothing at all");
        });
        await Log.AppendAsync("s", 0, 1, "a");
        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => watching.Within("the watch"));
    }
}
