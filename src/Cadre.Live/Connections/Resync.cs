namespace Cadre.Live;

/// <summary>A start over that is under way, and what the stream brought meanwhile.</summary>
internal sealed class Resync : IDisposable
{
    private readonly CancellationTokenSource _abandoned;

    private Resync(LiveReset reset, CancellationTokenSource abandoned, Task<StreamCursor?> done) => (Reset, _abandoned, Done) = (reset, abandoned, done);

    public LiveReset Reset { get; }

    public Task<StreamCursor?> Done { get; }

    public List<StreamFrame> Buffer { get; } = [];

    public static Resync Begin(ILiveSink sink, LiveReset reset, CancellationToken cancellationToken)
    {
        var abandoned = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        return new Resync(reset, abandoned, StartAsync(sink, reset, abandoned.Token));
    }

    /// <summary>Ends it, whether it is done or not. No more of it happens afterwards.</summary>
    public async Task AbandonAsync()
    {
        await _abandoned.CancelAsync();
        await ((Task)Done).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Dispose();
    }

    public void Dispose() => _abandoned.Dispose();

    // What it throws at once belongs to its task as well.
    private static async Task<StreamCursor?> StartAsync(ILiveSink sink, LiveReset reset, CancellationToken cancellationToken) =>
        await sink.ResyncAsync(reset, cancellationToken);
}
