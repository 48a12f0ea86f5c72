namespace Cadre.Live;

/// <summary>Cancels what has been silent for too long.</summary>
internal sealed class Watchdog : IDisposable
{
    private readonly CancellationTokenSource _silence;
    private readonly CancellationTokenSource _either;

    public Watchdog(TimeProvider time, CancellationToken stop)
    {
        _silence = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_silence.Token, stop);
    }

    public CancellationToken Token => _either.Token;

    public bool Barked => _silence.IsCancellationRequested;

    public void Allow(TimeSpan silence) => _silence.CancelAfter(silence);

    public void Cancel() => _either.Cancel();

    public void Dispose()
    {
        _either.Dispose();
        _silence.Dispose();
    }
}
