namespace Cadre.Query;

/// <summary>Follows one query: fetches it when it should, and tells what it shows. Safe for use from any thread.</summary>
public class QueryObserver<TData, TSelected> : IObservable<QueryResult<TSelected>>, IDisposable
{
    /// <summary>Makes an observer that nobody is subscribed to yet.</summary>
    public QueryObserver(QueryClient client, QueryDefinition<TData> definition, Func<TData, TSelected> select) => throw new NotImplementedException();

    /// <summary>What it shows now.</summary>
    public QueryResult<TSelected> CurrentResult => throw new NotImplementedException();

    /// <summary>The query it follows.</summary>
    public CachedQuery CurrentQuery => throw new NotImplementedException();

    /// <summary>Calls the listener at every change. Dispose what it returns to stop.</summary>
    public IDisposable Subscribe(Action<QueryResult<TSelected>> listener) => throw new NotImplementedException();

    /// <inheritdoc/>
    public IDisposable Subscribe(IObserver<QueryResult<TSelected>> observer) => throw new NotImplementedException();

    /// <summary>The results from now on, the current one first; a slow reader gets the latest, not all.</summary>
    public IAsyncEnumerable<QueryResult<TSelected>> ResultsAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Follows what this definition says from now on.</summary>
    public void SetOptions(QueryDefinition<TData> definition, Func<TData, TSelected> select) => throw new NotImplementedException();

    /// <summary>Follows what this definition says from now on, with the same selector.</summary>
    public void SetOptions(QueryDefinition<TData> definition) => throw new NotImplementedException();

    /// <summary>What it would show with this definition, if a fetch that would start had started.</summary>
    /// <param name="definition">The definition.</param>
    /// <param name="select">The selector.</param>
    /// <param name="restoring">Whether stored data is still being restored: nothing fetches yet.</param>
    public QueryResult<TSelected> GetOptimisticResult(QueryDefinition<TData> definition, Func<TData, TSelected> select, bool restoring = false) => throw new NotImplementedException();

    /// <summary>Fetches, whether stale or not.</summary>
    public Task<QueryResult<TSelected>> RefetchAsync(RefetchOptions? options = null) => throw new NotImplementedException();

    /// <summary>Fetches with this definition, and answers what the observer would show.</summary>
    public Task<QueryResult<TSelected>> FetchOptimisticAsync(QueryDefinition<TData> definition) => throw new NotImplementedException();

    /// <summary>Unsubscribes everybody and follows nothing any more.</summary>
    public void Dispose() => throw new NotImplementedException();
}

/// <summary>Follows one query and shows its data as it is.</summary>
public sealed class QueryObserver<TData> : QueryObserver<TData, TData>
{
    /// <summary>Makes an observer that nobody is subscribed to yet.</summary>
    public QueryObserver(QueryClient client, QueryDefinition<TData> definition) : base(client, definition, static data => data)
    {
    }
}
