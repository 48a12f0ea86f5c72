namespace Cadre.Query;

/// <summary>One entry of a <see cref="QueryListObserver{TData, TSelected}"/>.</summary>
public readonly record struct ObservedQuery<TData, TSelected>(QueryDefinition<TData> Definition, Func<TData, TSelected> Select);

/// <summary>Follows a list of queries, which may change. Safe for use from any thread.</summary>
public sealed class QueryListObserver<TData, TSelected> : IDisposable
{
    /// <summary>Makes an observer that nobody is subscribed to yet.</summary>
    public QueryListObserver(QueryClient client, IReadOnlyList<ObservedQuery<TData, TSelected>> queries) => throw new NotImplementedException();

    /// <summary>What they show now, in the order of the queries.</summary>
    public IReadOnlyList<QueryResult<TSelected>> CurrentResults => throw new NotImplementedException();

    /// <summary>What the queries would show if the fetches that would start had started.</summary>
    public IReadOnlyList<QueryResult<TSelected>> GetOptimisticResults(IReadOnlyList<ObservedQuery<TData, TSelected>> queries) => throw new NotImplementedException();

    /// <summary>Calls the listener at every change of any of them. Dispose what it returns to stop.</summary>
    public IDisposable Subscribe(Action<IReadOnlyList<QueryResult<TSelected>>> listener) => throw new NotImplementedException();

    /// <summary>Follows these queries from now on; those that stay keep their observers.</summary>
    public void SetQueries(IReadOnlyList<ObservedQuery<TData, TSelected>> queries) => throw new NotImplementedException();

    /// <summary>Unsubscribes everybody and follows nothing any more.</summary>
    public void Dispose() => throw new NotImplementedException();
}
