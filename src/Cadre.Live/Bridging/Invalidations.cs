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
            lock (_gate) running = [.. _rounds.Values.Select(round => round.Done.Task).Where(done => !done.IsCompleted)];
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
                if (_rounds.TryGetValue(key, out var running)) running.WantAgain();
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
                EndUnlessAgain(round);
                var rest = options.RefetchInterval - options.TimeProvider.GetElapsedTime(began);
                if (rest > TimeSpan.Zero) await Task.Delay(rest, options.TimeProvider);
            }
            while (GoesOn(key, round));
        }
        catch (Exception error)
        {
            Abandon(key, round);
            options.Unhandled?.Invoke(error);
        }
    }

    // Not in the catch: trimmed programs lost the end of a lock that was taken there.
    private void Abandon(QueryKey key, Round round)
    {
        lock (_gate) _rounds.Remove(key);
        round.Done.TrySetResult();
    }

    private void Again(Round round)
    {
        lock (_gate) round.WantAgain();
    }

    private void EndUnlessAgain(Round round)
    {
        lock (_gate)
        {
            if (!round.Again) round.Done.TrySetResult();
        }
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

    /// <summary>The fetches of a key, and the pause after them.</summary>
    private sealed class Round
    {
        public TaskCompletionSource Done { get; private set; } = New();

        public bool Again { get; set; }

        public void WantAgain()
        {
            Again = true;
            if (Done.Task.IsCompleted) Done = New();
        }

        private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
