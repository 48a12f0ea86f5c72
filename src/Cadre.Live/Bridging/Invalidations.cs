using Cadre.Query;

namespace Cadre.Live;

/// <summary>Fetches again what events made stale: one round for a key at a time, and another one if events came meanwhile.</summary>
/// <remarks>Safe for use from any thread.</remarks>
internal sealed class Invalidations(QueryClient client, LiveBridgeOptions options)
{
    private readonly Lock _gate = new();
    private readonly HashSet<QueryKey> _wanted = [];
    private readonly Dictionary<QueryKey, Round> _rounds = [];

    /// <summary>Ends when nothing is to be fetched again any more.</summary>
    public async Task WhenIdleAsync()
    {
        while (true)
        {
            Task[] running;
            lock (_gate) running = [.. _rounds.Values.Select(round => round.Done)];
            if (running.Length == 0) return;
            await Task.WhenAll(running);
        }
    }

    public void Add(QueryKey key)
    {
        lock (_gate) _wanted.Add(key);
    }

    /// <summary>Starts what was added.</summary>
    public void Start()
    {
        List<(QueryKey Key, Round Round)> starting = [];
        lock (_gate)
        {
            foreach (var key in _wanted)
            {
                if (_rounds.TryGetValue(key, out var running)) running.Again = true;
                else starting.Add((key, _rounds[key] = new Round()));
            }
            _wanted.Clear();
        }
        foreach (var (key, round) in starting) _ = RunAsync(key, round);
    }

    private async Task RunAsync(QueryKey key, Round round)
    {
        try
        {
            do
            {
                var began = options.TimeProvider.GetTimestamp();
                // The first fetch of a query is joined, not repeated: it may have been answered before the event.
                if (client.Queries.FindAll(key).Any(query => query.State is { FetchStatus: not FetchStatus.Idle, HasData: false })) Again(round);
                await client.InvalidateAsync(key);
                if (!round.Again) continue;
                var rest = options.RefetchInterval - options.TimeProvider.GetElapsedTime(began);
                if (rest > TimeSpan.Zero) await Task.Delay(rest, options.TimeProvider);
            }
            while (GoesOn(key, round));
        }
        catch (Exception error)
        {
            lock (_gate) _rounds.Remove(key);
            options.Unhandled?.Invoke(error);
        }
        finally
        {
            round.End();
        }
    }

    private void Again(Round round)
    {
        lock (_gate) round.Again = true;
    }

    private bool GoesOn(QueryKey key, Round round)
    {
        lock (_gate)
        {
            if (!round.Again) return !_rounds.Remove(key);
            round.Again = false;
            return true;
        }
    }

    private sealed class Round
    {
        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Done => _done.Task;

        public bool Again { get; set; }

        public void End() => _done.TrySetResult();
    }
}
