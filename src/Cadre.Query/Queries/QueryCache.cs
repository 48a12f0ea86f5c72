using System.Collections.Concurrent;

namespace Cadre.Query;

/// <summary>All queries of a client. Safe for use from any thread.</summary>
public sealed class QueryCache
{
    private readonly QueryClient _client;
    private readonly ConcurrentDictionary<QueryKey, CachedQuery> _byKey = new();
    private readonly KeyIndex<CachedQuery> _index = new();
    private readonly Listeners<QueryCacheEvent> _listeners;
    private long _order;

    internal QueryCache(QueryClient client)
    {
        _client = client;
        _listeners = new Listeners<QueryCacheEvent>(client.Turns);
    }

    /// <summary>How many there are.</summary>
    public int Count => _byKey.Count;

    /// <summary>The query with this key, if there is one.</summary>
    public CachedQuery? Find(QueryKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return _byKey.GetValueOrDefault(key);
    }

    /// <summary>The first query that the filter means; the key of the filter is compared exactly.</summary>
    public CachedQuery? Find(QueryFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return FindAll(filter with { Exact = true }) is [var first, ..] ? first : null;
    }

    /// <summary>The queries that the filter means, oldest first.</summary>
    public IReadOnlyList<CachedQuery> FindAll(QueryFilter? filter = null)
    {
        using var turn = _client.Turns.Begin();
        return FindAll_NeedsLock(filter);
    }

    /// <summary>Tells of everything that happens to queries, in order. Dispose what it returns to stop.</summary>
    public IDisposable Subscribe(Action<QueryCacheEvent> listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        using var turn = _client.Turns.Begin();
        return _listeners.Add_NeedsLock(listener);
    }

    internal List<CachedQuery> FindAll_NeedsLock(QueryFilter? filter)
    {
        var found = new List<CachedQuery>();
        if (filter is { Type: QueryType.None }) return found;
        if (filter is { Exact: true, Key: { } exact })
        {
            if (_byKey.TryGetValue(exact, out var query)) found.Add(query);
        }
        else _index.Collect(filter?.Key ?? QueryKey.Empty, found);
        if (filter is not null) found.RemoveAll(query => !IsMeant(filter, query));
        if (found.Count > 1) found.Sort(static (left, right) => left.Order.CompareTo(right.Order));
        return found;
    }

    /// <summary>The query of a definition, if it is cached.</summary>
    /// <exception cref="QueryTypeMismatchException">It holds data of another type.</exception>
    internal CachedQuery<TData>? Find<TData>(QueryKey key)
    {
        if (!_byKey.TryGetValue(key, out var query)) return null;
        return query as CachedQuery<TData> ?? throw new QueryTypeMismatchException(key, query.DataType, typeof(TData));
    }

    internal CachedQuery<TData> Build_NeedsLock<TData>(QueryDefinition<TData> options, QueryState<TData>? state = null)
    {
        if (Find<TData>(options.Key) is { } cached) return cached;
        _client.ThrowIfDisposed();
        var query = new CachedQuery<TData>(_client, options, state) { Order = _order++ };
        _index.Add(query.Key, query);
        _byKey[query.Key] = query;
        Tell_NeedsLock(QueryCacheEventType.Added, query);
        _client.Mutations.Layers.Cover_NeedsLock(query);
        return query;
    }

    internal void Remove_NeedsLock(CachedQuery query)
    {
        query.Leave_NeedsLock();
        // It may have been removed already, and another one made for its key.
        if (!_byKey.TryGetValue(query.Key, out var cached) || !ReferenceEquals(cached, query)) return;
        _byKey.TryRemove(query.Key, out _);
        _index.Remove(query.Key);
        Tell_NeedsLock(QueryCacheEventType.Removed, query);
    }

    internal void Clear_NeedsLock()
    {
        foreach (var query in FindAll_NeedsLock(null)) Remove_NeedsLock(query);
    }

    internal void OnFocus_NeedsLock() => Trigger_NeedsLock(static watcher => watcher.WantsRefetchOnFocus);

    internal void OnReconnect_NeedsLock() => Trigger_NeedsLock(static watcher => watcher.WantsRefetchOnReconnect);

    /// <summary>Lets observers refetch, and then what waits go on.</summary>
    private void Trigger_NeedsLock(Func<IQueryWatcher, bool> wants)
    {
        ForEach_NeedsLock(query => query.Trigger_NeedsLock(wants));
        ForEach_NeedsLock(static query => query.Continue_NeedsLock());
    }

    internal void Tell_NeedsLock(QueryCacheEventType type, CachedQuery query, QueryAction action = QueryAction.None)
    {
        if (_listeners.Any) _listeners.Tell_NeedsLock(new QueryCacheEvent(type, query, action, query.State, query.ObserverCount));
    }

    internal void TellFetched_NeedsLock(CachedQuery query, Optional<object?> data, Exception? error)
    {
        var callbacks = _client.Options.QueryCallbacks;
        if (callbacks is { OnSuccess: null, OnError: null, OnSettled: null }) return;
        _client.Turns.Tell_NeedsLock(new FetchedCall(callbacks, query, data, error, _client.Unhandled), null);
    }

    /// <summary>Whether a filter means a query, of which nothing is known yet.</summary>
    internal static bool Means(QueryFilter filter, CachedQuery query) =>
        filter.Type != QueryType.None
        && (filter.Key is not { } key || (filter.Exact ? query.Key.Equals(key) : query.Key.StartsWith(key)))
        && IsMeant(filter, query);

    private void ForEach_NeedsLock(Action<CachedQuery> act)
    {
        foreach (var query in FindAll_NeedsLock(null))
        {
            try
            {
                act(query);
            }
            catch (Exception error)
            {
                // An option of one query that throws must not keep the others waiting.
                _client.Turns.Report_NeedsLock(error);
            }
        }
    }

    private static bool IsMeant(QueryFilter filter, CachedQuery query) =>
        (filter.Type == QueryType.All || query.IsActive == (filter.Type == QueryType.Active))
        && (filter.Stale is not { } stale || query.IsStale == stale)
        && (filter.FetchStatus is not { } status || query.State.FetchStatus == status)
        && (filter.Predicate is not { } holds || holds(query));
}
