namespace Cadre.Cli.Connections;

/// <summary>Waits ever longer between attempts: 0.25 s doubled each time up to 5 s, with a random part so that many watchers do not come back together.</summary>
internal sealed class Backoff(TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private int _failures;

    public void Reset() => _failures = 0;

    public TimeSpan Next()
    {
        var doubled = First * Math.Pow(2, Math.Min(_failures++, 10));
        var delay = doubled < Longest ? doubled : Longest;
        return delay * (0.75 + (0.25 * Random.Shared.NextDouble()));
    }

    /// <summary>Waits for the next attempt, at least as long as the hub asked for.</summary>
    public Task WaitAsync(TimeSpan? atLeast, CancellationToken cancellation)
    {
        var delay = Next();
        return Task.Delay(atLeast is { } asked && asked > delay ? asked : delay, time, cancellation);
    }
}
