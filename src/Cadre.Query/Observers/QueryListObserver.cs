namespace Cadre.Query;

/// <summary>One entry of a <see cref="QueryListObserver{TData, TSelected}"/>.</summary>
public readonly record struct ObservedQuery<TData, TSelected>(QueryDefinition<TData> Definition, Func<TData, TSelected> Select);

/// <summary>Follows a list of queries, which may change. Safe for use from any thread.</summary>
/// <remarks>Listeners are called outside the lock, in the order of the changes.</remarks>
public class QueryListObserver<TData, TSelected> : IDisposable
{
    private readonly QueryClient _client;
    private QueryObserver<TData, TSelected>[] _observers = [];
    private QueryResult<TSelected>[] _results = [];
    private readonly Listeners<IReadOnlyList<QueryResult<TSelected>>> _listeners;

    /// <summary>Makes an observer that nobody is subscribed to yet.</summary>
    public QueryListObserver(QueryClient client, IReadOnlyList<ObservedQuery<TData, TSelected>> queries)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
        _listeners = new Listeners<IReadOnlyList<QueryResult<TSelected>>>(client.Turns);
        SetQueries(queries);
    }

    /// <summary>What they show now, in the order of the queries.</summary>
    public IReadOnlyList<QueryResult<TSelected>> CurrentResults => Volatile.Read(ref _results);

    private protected QueryClient Client => _client;

    /// <summary>What the queries would show if the fetches that would start had started.</summary>
    public IReadOnlyList<QueryResult<TSelected>> GetOptimisticResults(IReadOnlyList<ObservedQuery<TData, TSelected>> queries)
    {
        ArgumentNullException.ThrowIfNull(queries);
        using var turn = _client.Turns.Begin();
        var observers = Matching_NeedsLock(queries);
        return [.. queries.Select((query, at) => observers[at].GetOptimisticResult(query.Definition, query.Select))];
    }

    /// <summary>Calls the listener at every change of any of them. Dispose what it returns to stop.</summary>
    public IDisposable Subscribe(Action<IReadOnlyList<QueryResult<TSelected>>> listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        using var turn = _client.Turns.Begin();
        var isFirst = !_listeners.Any;
        var subscription = _listeners.Add_NeedsLock(listener, EndIfAlone_NeedsLock);
        if (!isFirst) return subscription;
        try
        {
            foreach (var observer in _observers) Begin_NeedsLock(observer);
            return subscription;
        }
        catch
        {
            subscription.Dispose();
            throw;
        }
    }

    /// <summary>Follows these queries from now on; those that stay keep their observers.</summary>
    public void SetQueries(IReadOnlyList<ObservedQuery<TData, TSelected>> queries)
    {
        ArgumentNullException.ThrowIfNull(queries);
        using var turn = _client.Turns.Begin();
        var previous = _observers;
        var observers = Matching_NeedsLock(queries);
        for (var i = 0; i < observers.Length; i++) observers[i].SetOptions(queries[i].Definition, queries[i].Select);

        var results = Array.ConvertAll(observers, static observer => observer.CurrentResult);
        var sameObservers = observers.AsSpan().SequenceEqual(previous);
        if (sameObservers && results.AsSpan().SequenceEqual(_results)) return;
        _observers = observers;
        Volatile.Write(ref _results, results);
        if (!_listeners.Any) return;
        foreach (var gone in previous.Except(observers)) gone.Dispose();
        foreach (var added in observers.Except(previous)) Begin_NeedsLock(added);
        Tell_NeedsLock();
    }

    /// <summary>Unsubscribes everybody and follows nothing any more.</summary>
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        using var turn = _client.Turns.Begin();
        _listeners.Clear_NeedsLock();
        foreach (var observer in _observers) observer.Dispose();
    }

    /// <summary>Whether listeners are to hear of these results.</summary>
    private protected virtual bool Matters_NeedsLock(IReadOnlyList<QueryResult<TSelected>> results) => true;

    private void Begin_NeedsLock(QueryObserver<TData, TSelected> observer) =>
        observer.Report_NeedsLock(result => OnChanged_NeedsLock(observer, result));

    private void OnChanged_NeedsLock(QueryObserver<TData, TSelected> observer, QueryResult<TSelected> result)
    {
        var at = Array.IndexOf(_observers, observer);
        if (at < 0) return;
        var results = (QueryResult<TSelected>[])_results.Clone();
        results[at] = result;
        Volatile.Write(ref _results, results);
        Tell_NeedsLock();
    }

    private void Tell_NeedsLock()
    {
        if (_listeners.Any && Matters_NeedsLock(_results)) _listeners.Tell_NeedsLock(_results);
    }

    /// <summary>For each query the observer that follows its key already, each observer once; else a new one.</summary>
    private QueryObserver<TData, TSelected>[] Matching_NeedsLock(IReadOnlyList<ObservedQuery<TData, TSelected>> queries)
    {
        var byKey = _observers.ToLookup(static observer => observer.CurrentQuery.Key).ToDictionary(group => group.Key, group => new Queue<QueryObserver<TData, TSelected>>(group));
        var matching = new QueryObserver<TData, TSelected>[queries.Count];
        for (var i = 0; i < matching.Length; i++)
        {
            matching[i] = byKey.TryGetValue(queries[i].Definition.Key, out var known) && known.TryDequeue(out var observer)
                ? observer
                : new QueryObserver<TData, TSelected>(_client, queries[i].Definition, queries[i].Select);
        }
        return matching;
    }

    private void EndIfAlone_NeedsLock()
    {
        if (_listeners.Any) return;
        foreach (var observer in _observers) observer.Dispose();
    }
}

/// <summary>Makes entries of a <see cref="QueryListObserver{TData, TSelected}"/>.</summary>
public static class ObservedQuery
{
    /// <summary>The data as it is.</summary>
    public static ObservedQuery<TData, TData> Of<TData>(QueryDefinition<TData> definition) => new(definition, Selectors<TData>.Whole);

    /// <summary>What the function selects of the data.</summary>
    public static ObservedQuery<TData, TSelected> Of<TData, TSelected>(QueryDefinition<TData> definition, Func<TData, TSelected> select) => new(definition, select);
}
