using Cadre.TestKit;

namespace Cadre.Live.Tests.Connections;

/// <summary>A stream over scripted transports, in fake time.</summary>
public abstract class StreamTest : IAsyncLifetime
{
    private LiveStream? _stream;

    private protected FakeTime Time { get; } = new();

    private protected ScriptedTransport Transport { get; } = new();

    private protected RecordingSink Sink { get; } = new();

    private protected LiveStreamOptions Options { get; set; } = null!;

    private protected List<Exception> Unhandled { get; } = [];

    private protected LiveStream Stream => _stream ??= new LiveStream(Sink, Options);

    public virtual ValueTask InitializeAsync()
    {
        Options = new LiveStreamOptions
        {
            Transports = [Transport],
            After = Make.At(0),
            TimeProvider = Time,
            Chance = () => 0,
            Unhandled = Unhandled.Add,
        };
        return default;
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_stream is not null) await _stream.DisposeAsync().Within("disposing the stream");
    }

    private protected async Task<ScriptedConnection> ConnectAsync()
    {
        Stream.Connect();
        var connection = (await Transport.ConnectedAsync()).Accept();
        await StatusAsync(LiveStatus.Live);
        return connection;
    }

    private protected Task StatusAsync(LiveStatus status) => Patience.Until(() => Stream.State.Status == status, $"the status {status}");

    /// <summary>Waits until the stream waits for its next attempt, and answers how long.</summary>
    private protected async Task<TimeSpan> WaitingAsync()
    {
        await Patience.Until(() => Stream.State.NextAttemptAt > Time.GetUtcNow(), "a wait for the next attempt");
        return Stream.State.NextAttemptAt!.Value - Time.GetUtcNow();
    }

    private protected async Task<TimeSpan> WaitOutAsync()
    {
        var wait = await WaitingAsync();
        Time.Advance(wait);
        return wait;
    }

    private protected Task AppliedAsync(long sequence, string epoch = Make.Epoch) =>
        Stream.WhenAppliedAsync(Make.At(sequence, epoch)).Within($"event {sequence}");

    private protected static long[] Upto(long last) => [.. Enumerable.Range(1, (int)last).Select(number => (long)number)];
}
