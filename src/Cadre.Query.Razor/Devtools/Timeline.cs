namespace Cadre.Query.Razor;

/// <summary>The last events of a client's caches. Safe for use from any thread.</summary>
internal sealed class Timeline : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<TimelineEntry> _entries = new();
    private readonly TimeProvider _time;
    private readonly int _most;
    private readonly Action _told;
    private readonly IDisposable _queries;
    private readonly IDisposable _mutations;
    private long _count;

    public Timeline(QueryClient client, TimeProvider time, int most, Action told)
    {
        _time = time;
        _most = most;
        _told = told;
        _queries = client.Queries.Subscribe(OnQuery);
        _mutations = client.Mutations.Subscribe(OnMutation);
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<TimelineEntry> Entries
    {
        get
        {
            lock (_gate) return [.. _entries.Reverse()];
        }
    }

    public void Dispose()
    {
        _queries.Dispose();
        _mutations.Dispose();
    }

    private void OnQuery(QueryCacheEvent told)
    {
        // Every rendering of every component may update options; results follow from states.
        if (told.Type is not (QueryCacheEventType.ObserverOptionsUpdated or QueryCacheEventType.ObserverResultsUpdated))
            Add("query", told.Query.Key.ToString(), told.Action == QueryAction.None ? $"{told.Type}" : $"{told.Action}", told.State.Error ?? told.State.FailureReason);
        _told();
    }

    private void OnMutation(MutationCacheEvent told)
    {
        if (told.Type != MutationCacheEventType.ObserverOptionsUpdated)
            Add("mutation", MutationRow.NameOf(told.Mutation), told.Action == MutationAction.None ? $"{told.Type}" : $"{told.Action}", told.State.Error ?? told.State.FailureReason);
        _told();
    }

    private void Add(string kind, string name, string what, Exception? error)
    {
        lock (_gate)
        {
            _entries.Enqueue(new TimelineEntry(++_count, _time.GetUtcNow(), kind, name, what, error?.Message));
            if (_entries.Count > _most) _entries.Dequeue();
        }
    }
}

/// <summary>Something that happened.</summary>
internal sealed record TimelineEntry(long Number, DateTimeOffset At, string Kind, string Name, string What, string? Error);
