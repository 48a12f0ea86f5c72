namespace Cadre.Cli.Connections;

/// <summary>Repeats what failed because the hub was away or busy, until it succeeds or the time is up.</summary>
/// <param name="limit">How long to keep trying; after that the last failure is thrown.</param>
/// <param name="time">The clock.</param>
/// <param name="away">Told once when the hub goes away.</param>
/// <param name="back">Told once when it answers again.</param>
internal sealed class RetryPolicy(TimeSpan limit, TimeProvider time, Action<HubFailureException> away, Action back)
{
    public async Task<T> ExecuteAsync<T>(Func<CancellationToken, Task<T>> attempt, CancellationToken cancellation)
    {
        var backoff = new Backoff(time);
        var since = time.GetTimestamp();
        var failed = false;
        while (true)
        {
            try
            {
                var result = await attempt(cancellation);
                if (failed)
                    back();
                return result;
            }
            catch (HubFailureException e) when (e.IsTransient && time.GetElapsedTime(since) < limit)
            {
                if (!failed)
                    away(e);
                failed = true;
                await backoff.WaitAsync(e.RetryAfter, cancellation);
            }
        }
    }
}
