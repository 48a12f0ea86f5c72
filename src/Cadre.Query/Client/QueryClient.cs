namespace Cadre.Query;

/// <summary>The cache of server state: reads, writes, fetches and observes queries, and runs mutations. Safe for use from any thread.</summary>
public sealed partial class QueryClient : IDisposable
{
    internal Turns Turns => throw new NotImplementedException();

    internal Timers Timers => throw new NotImplementedException();

    internal QueryClientOptions Options => throw new NotImplementedException();

    internal bool IsServer => Options.IsServer;

    internal void Unhandled(Exception error) => throw new NotImplementedException();

    /// <summary>Makes an empty client.</summary>
    public QueryClient(QueryClientOptions? options = null) => throw new NotImplementedException();

    /// <summary>All queries.</summary>
    public QueryCache Queries => throw new NotImplementedException();

    /// <summary>The data in the cache, whatever its age.</summary>
    public bool TryGetData<TData>(QueryDefinition<TData> query, out TData? data) => throw new NotImplementedException();

    /// <summary>The data in the cache, whatever its age; the default of its type if there is none.</summary>
    public TData? GetData<TData>(QueryDefinition<TData> query) => throw new NotImplementedException();

    /// <summary>The data in the cache, whatever its age and type.</summary>
    public Optional<object?> GetData(QueryKey key) => throw new NotImplementedException();

    /// <summary>All that is known of a query; null if it is not in the cache.</summary>
    public QueryState<TData>? GetState<TData>(QueryDefinition<TData> query) => throw new NotImplementedException();

    /// <summary>All that is known of a query; null if it is not in the cache.</summary>
    public QueryState? GetState(QueryKey key) => throw new NotImplementedException();

    /// <summary>The data of all queries that the filter means and that have some.</summary>
    public IReadOnlyList<(QueryKey Key, Optional<object?> Data)> GetQueriesData(QueryFilter filter) => throw new NotImplementedException();

    /// <summary>Writes data, as if it had been fetched, and answers what the cache now holds.</summary>
    public TData SetData<TData>(QueryDefinition<TData> query, TData data, DateTimeOffset? updatedAt = null) => throw new NotImplementedException();

    /// <summary>Changes the data that is there; does nothing if there is none.</summary>
    public Optional<TData> UpdateData<TData>(QueryDefinition<TData> query, Func<TData, TData> update, DateTimeOffset? updatedAt = null) => throw new NotImplementedException();

    /// <summary>Makes data of the data that may be there; an answer of nothing changes nothing.</summary>
    public Optional<TData> UpdateData<TData>(QueryDefinition<TData> query, Func<Optional<TData>, Optional<TData>> update, DateTimeOffset? updatedAt = null) => throw new NotImplementedException();

    /// <summary>Does the same for every query of this type that the filter means.</summary>
    public IReadOnlyList<(QueryKey Key, Optional<TData> Data)> UpdateQueriesData<TData>(QueryFilter filter, Func<Optional<TData>, Optional<TData>> update, DateTimeOffset? updatedAt = null) => throw new NotImplementedException();

    /// <summary>Answers cached data if it is fresh, else fetches. Does not retry unless the definition says so itself.</summary>
    /// <remarks>Callers at the same time share one fetch. Cancelling ends this caller's wait only; the fetch is cancelled when nobody waits or watches any more.</remarks>
    public Task<TData> FetchAsync<TData>(QueryDefinition<TData> query, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>As <see cref="FetchAsync{TData}"/>, and selects.</summary>
    public Task<TSelected> FetchAsync<TData, TSelected>(QueryDefinition<TData> query, Func<TData, TSelected> select, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>As <see cref="FetchAsync{TData}"/>, but neither answers nor throws.</summary>
    public Task PrefetchAsync<TData>(QueryDefinition<TData> query, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Answers cached data whatever its age, else fetches.</summary>
    /// <param name="query">The query.</param>
    /// <param name="revalidateIfStale">Whether stale data that is answered is also fetched anew, in the background.</param>
    /// <param name="cancellationToken">Ends this caller's wait only.</param>
    public Task<TData> EnsureAsync<TData>(QueryDefinition<TData> query, bool revalidateIfStale = false, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Declares queries stale and refetches the active ones among them.</summary>
    /// <param name="filter">Which; null for all.</param>
    /// <param name="refetch">Which of them to refetch; null: what the filter's type says, or the active ones.</param>
    /// <param name="options">How.</param>
    public Task InvalidateAsync(QueryFilter? filter = null, QueryType? refetch = null, RefetchOptions? options = null) => throw new NotImplementedException();

    /// <summary>Refetches queries, but no disabled and no static ones.</summary>
    public Task RefetchAsync(QueryFilter? filter = null, RefetchOptions? options = null) => throw new NotImplementedException();

    /// <summary>Puts queries back to their initial state and refetches the active ones.</summary>
    public Task ResetAsync(QueryFilter? filter = null, RefetchOptions? options = null) => throw new NotImplementedException();

    /// <summary>Cancels running fetches. Never fails.</summary>
    public Task CancelAsync(QueryFilter? filter = null, CancelOptions? options = null) => throw new NotImplementedException();

    /// <summary>Takes queries out of the cache; their observers are not told.</summary>
    public void Remove(QueryFilter? filter = null) => throw new NotImplementedException();

    /// <summary>How many queries are being fetched.</summary>
    public int CountFetching(QueryFilter? filter = null) => throw new NotImplementedException();

    /// <summary>Defaults of all queries.</summary>
    public QueryOptions DefaultQueryOptions { get => throw new NotImplementedException(); set => throw new NotImplementedException(); }

    /// <summary>Defaults of the queries below a key; later ones win over earlier ones.</summary>
    public void SetQueryDefaults(QueryKey key, QueryOptions options) => throw new NotImplementedException();

    /// <summary>The defaults set for a key, merged.</summary>
    public QueryOptions GetQueryDefaults(QueryKey key) => throw new NotImplementedException();

    /// <summary>Holds back all notifications until the action is done.</summary>
    public void Batch(Action action) => throw new NotImplementedException();

    /// <summary>Listens to focus and network; counted, so that every call needs its <see cref="Unmount"/>.</summary>
    public void Mount() => throw new NotImplementedException();

    /// <summary>Takes back one <see cref="Mount"/>.</summary>
    public void Unmount() => throw new NotImplementedException();

    /// <summary>Forgets all queries and mutations.</summary>
    public void Clear() => throw new NotImplementedException();

    /// <summary>Stops listening, cancels what runs and forgets everything.</summary>
    public void Dispose() => throw new NotImplementedException();
}
