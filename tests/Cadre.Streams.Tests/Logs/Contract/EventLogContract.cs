using static Cadre.Streams.Tests.Logs.Contract.LogCalls;

namespace Cadre.Streams.Tests.Logs.Contract;

/// <summary>What every engine must do. An engine's test class derives from this and from the other contract classes.</summary>
public abstract class EventLogContract : IAsyncLifetime
{
    protected FakeTime Time { get; } = new();

    protected IEventLog Log { get; private set; } = null!;

    protected long Now => Time.GetUtcNow().ToUnixTimeMilliseconds();

    public async ValueTask InitializeAsync()
    {
        Log = await OpenAsync();
        await Log.OpenStreamAsync("s", default);
    }

    public virtual async ValueTask DisposeAsync()
    {
        await Log.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens the engine on the store of this test, empty the first time.</summary>
    protected abstract Task<IEventLog> OpenAsync();

    protected async Task ReopenAsync()
    {
        await Log.DisposeAsync();
        Log = await OpenAsync();
    }

    [Fact]
    public async Task OpenStream_new_name_creates_it_empty_with_an_epoch()
    {
        var head = await Log.OpenStreamAsync("new", default);

        head.Oldest.ShouldBe(1);
        head.Sequence.ShouldBe(0);
        head.Epoch.Length.ShouldBeGreaterThanOrEqualTo(10);
        (await Log.ReadAllAsync("new")).ShouldBeEmpty();
    }

    [Fact]
    public async Task OpenStream_again_answers_the_same_epoch_and_where_it_stands()
    {
        var first = await Log.OpenStreamAsync("s", default);
        await Log.AppendAsync("s", 0, 1000, "a", "b");

        (await Log.OpenStreamAsync("s", default)).ShouldBe(first with { Sequence = 2, Time = 1000 });
    }

    [Fact]
    public async Task OpenStream_many_at_once_creates_one()
    {
        var heads = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Log.OpenStreamAsync("same", default).AsTask())).Within("opening");

        heads.Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task OpenStream_two_names_have_different_epochs() =>
        (await Log.OpenStreamAsync("a", default)).Epoch.ShouldNotBe((await Log.OpenStreamAsync("b", default)).Epoch);

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public async Task OpenStream_without_a_name_is_refused(string? name) =>
        await Should.ThrowAsync<ArgumentException>(async () => await Log.OpenStreamAsync(name!, default));

    [Fact]
    public async Task OpenStream_too_long_a_name_is_refused_and_says_the_limit() =>
        (await Should.ThrowAsync<ArgumentException>(async () => await Log.OpenStreamAsync(new string('x', 201), default))).Message.ShouldContain("200");

    [Fact]
    public async Task ListStreams_answers_all_in_order()
    {
        await Log.OpenStreamAsync("z/1", default);
        await Log.OpenStreamAsync("Ä", default);

        (await Log.ListStreamsAsync(default)).ShouldBe(["s", "z/1", "Ä"]);
    }

    [Fact]
    public async Task Any_call_on_a_stream_that_does_not_exist_says_so()
    {
        (await Should.ThrowAsync<InvalidOperationException>(async () => await Log.AppendAsync("nope", 0, 1, "a"))).Message.ShouldContain("nope");
        await Should.ThrowAsync<InvalidOperationException>(async () => await Log.ReadAllAsync("nope"));
        await Should.ThrowAsync<InvalidOperationException>(async () => await Log.ReadSnapshotAsync("nope", 1, default));
        await Should.ThrowAsync<InvalidOperationException>(async () => await Log.TrimAsync("nope", 1, default));
    }

    [Fact]
    public async Task Probe_on_a_healthy_store_returns() => await Log.ProbeAsync(default).Within("probe");

    [Fact]
    public async Task Any_call_after_disposal_says_closed()
    {
        await Log.DisposeAsync();

        (await Should.ThrowAsync<LogUnavailableException>(async () => await Log.AppendAsync("s", 0, 1, "a"))).Reason.ShouldBe(LogUnavailableReason.Closed);
        (await Should.ThrowAsync<LogUnavailableException>(async () => await Log.ReadAllAsync("s"))).Reason.ShouldBe(LogUnavailableReason.Closed);
        (await Should.ThrowAsync<LogUnavailableException>(async () => await Log.ProbeAsync(default))).Reason.ShouldBe(LogUnavailableReason.Closed);
    }

    [Fact]
    public async Task Dispose_twice_is_harmless()
    {
        await Log.DisposeAsync();
        await Log.DisposeAsync();
    }
}
