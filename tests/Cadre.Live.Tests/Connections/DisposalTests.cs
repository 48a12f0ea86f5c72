using System.Runtime.CompilerServices;
using Cadre.TestKit;

namespace Cadre.Live.Tests.Connections;

public sealed class DisposalTests : StreamTest
{
    [Fact]
    public async Task Dispose_while_live_never_reconnects()
    {
        await ConnectAsync();

        await Stream.DisposeAsync().Within("disposing");

        await AssertGoneAsync(opened: 1);
    }

    [Fact]
    public async Task Dispose_while_waiting_never_reconnects()
    {
        Transport.Refuse(new IOException("gone"), times: 3);
        Stream.Connect();
        await WaitOutAsync();
        await WaitingAsync();

        await Stream.DisposeAsync().Within("disposing");

        await AssertGoneAsync(opened: 2);
    }

    [Fact]
    public async Task Dispose_while_connecting_never_reconnects()
    {
        Stream.Connect();
        await Transport.ConnectedAsync();

        await Stream.DisposeAsync().Within("disposing");

        await AssertGoneAsync(opened: 1);
    }

    [Fact]
    public async Task Dispose_during_a_resync_cancels_it()
    {
        var cancelled = new TaskCompletionSource();
        Sink.Snapshot = async (_, cancellationToken) =>
        {
            cancellationToken.Register(cancelled.SetResult);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return null;
        };
        (await ConnectAsync()).Send(StreamFrame.Reset(LiveResetReasons.Compacted, null, null));
        await Patience.Until(() => Sink.Resets.Length == 1, "the resync");

        await Stream.DisposeAsync().Within("disposing");

        await cancelled.Task.Within("the cancellation");
        await AssertGoneAsync(opened: 1);
    }

    [Fact]
    public async Task Dispose_ends_well_whatever_a_connection_says_when_it_is_cut_off()
    {
        Options = Options with { Transports = [new Grumbling()] };
        Stream.Connect();
        await StatusAsync(LiveStatus.Live);

        await Stream.DisposeAsync().Within("disposing");

        Stream.State.Status.ShouldBe(LiveStatus.Closed);
    }

    [Fact]
    public async Task Dispose_twice_and_before_connecting_is_harmless()
    {
        await Stream.DisposeAsync();
        await Stream.DisposeAsync();

        Stream.State.Status.ShouldBe(LiveStatus.Closed);
        Should.Throw<ObjectDisposedException>(Stream.Connect);
    }

    [Fact]
    public async Task Waiting_for_a_stream_that_is_disposed_ends()
    {
        Stream.Connect();
        var live = Stream.WhenLiveAsync();
        var applied = Stream.WhenAppliedAsync(Make.At(99));

        await Stream.DisposeAsync().Within("disposing");

        await Should.ThrowAsync<OperationCanceledException>(live.Within("the end of waiting"));
        await Should.ThrowAsync<OperationCanceledException>(applied.Within("the end of waiting"));
    }

    [Fact]
    public async Task Observers_get_the_state_as_it_is_every_change_and_the_end()
    {
        var seen = new List<LiveStatus>();
        var completed = false;
        using var observing = Stream.Subscribe(new Observer(state => seen.Add(state.Status), () => completed = true));
        await ConnectAsync();
        await Stream.DisposeAsync().Within("disposing");

        seen.ShouldBe([LiveStatus.Idle, LiveStatus.Connecting, LiveStatus.Live, LiveStatus.Closed]);
        completed.ShouldBeTrue();
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0.5)]
    public void Jitter_takes_away_up_to_half(double chance, double part) =>
        Backoff.Default.Before(2, chance).ShouldBe(TimeSpan.FromSeconds(4 * part));

    [Fact]
    public void Waits_double_up_to_their_limit_and_never_overflow() =>
        new[] { 0, 1, 4, 5, 63, int.MaxValue }.Select(failures => Backoff.Default.Before(failures, 0).TotalSeconds).ShouldBe([1, 2, 16, 30, 30, 30]);

    private async Task AssertGoneAsync(int opened)
    {
        Stream.State.Status.ShouldBe(LiveStatus.Closed);
        Stream.RetryNow();
        Time.Advance(TimeSpan.FromHours(1));
        await Task.Yield();
        Transport.Opened.ShouldBe(opened);
        Transport.Open.ShouldBe(0);
        Time.ArmedTimers.ShouldBe(0);
    }

    private sealed class Grumbling : ITransport
    {
        public string Name => "grumbling";

        public async IAsyncEnumerable<StreamFrame> OpenAsync(StreamRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            yield return StreamFrame.Opened();
            var cut = new TaskCompletionSource();
            cancellationToken.Register(() => cut.SetException(new IOException("The connection was aborted.")));
            await cut.Task;
        }
    }

    private sealed class Observer(Action<LiveState> next, Action completed) : IObserver<LiveState>
    {
        public void OnNext(LiveState value) => next(value);

        public void OnError(Exception error) => throw error;

        public void OnCompleted() => completed();
    }
}
