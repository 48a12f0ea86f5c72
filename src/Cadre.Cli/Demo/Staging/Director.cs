namespace Cadre.Cli.Demo.Staging;

/// <summary>Plays scenes beside each other, one step at a time, in an order that depends on their pauses alone and not on how long a hub takes.</summary>
internal sealed class Director(TimeProvider time) : IAsyncDisposable
{
    /// <summary>After a suspended process the lost time is not made up for in one burst.</summary>
    private static readonly TimeSpan MostLag = TimeSpan.FromSeconds(5);

    private readonly PriorityQueue<IAsyncEnumerator<TimeSpan>, (TimeSpan Due, long Order)> _playing = new();
    private long _order;

    /// <summary>When the current step is due, from the beginning on.</summary>
    public TimeSpan Now { get; private set; }

    /// <summary>How long it is from the last step to the next one; null when all scenes have ended.</summary>
    public TimeSpan? UntilNext => _playing.TryPeek(out _, out var next) ? next.Due - Now : null;

    public void Start(IAsyncEnumerable<TimeSpan> scene) => Enqueue(scene.GetAsyncEnumerator(), TimeSpan.Zero);

    /// <summary>Plays the next step, whatever the clock says.</summary>
    public async Task StepAsync()
    {
        if (!_playing.TryDequeue(out var scene, out var at)) return;
        Now = at.Due;
        if (await scene.MoveNextAsync()) Enqueue(scene, scene.Current);
        else await scene.DisposeAsync();
    }

    /// <summary>Plays every step when it is due, until all scenes have ended.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var lost = TimeSpan.Zero;
        while (UntilNext is { } pause)
        {
            var wait = Now + pause + lost - time.GetElapsedTime(start);
            if (wait > TimeSpan.Zero) await Task.Delay(wait, time, cancellationToken);
            else if (wait < -MostLag) lost -= wait;
            cancellationToken.ThrowIfCancellationRequested();
            await StepAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (_playing.TryDequeue(out var scene, out _)) await scene.DisposeAsync();
    }

    private void Enqueue(IAsyncEnumerator<TimeSpan> scene, TimeSpan pause) => _playing.Enqueue(scene, (Now + pause, _order++));
}
