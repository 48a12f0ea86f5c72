namespace Cadre.Query;

/// <summary>Follows one infinite query; its results are <see cref="InfiniteQueryResult{T}"/>. Safe for use from any thread.</summary>
public class InfiniteQueryObserver<TPage, TParam, TSelected> : QueryObserver<InfiniteData<TPage, TParam>, TSelected>
{
    /// <summary>Makes an observer that nobody is subscribed to yet.</summary>
    public InfiniteQueryObserver(QueryClient client, InfiniteQueryDefinition<TPage, TParam> definition, Func<InfiniteData<TPage, TParam>, TSelected> select)
        : base(client, definition, select)
    {
    }

    /// <summary>Fetches the next page.</summary>
    public Task<QueryResult<TSelected>> FetchNextPageAsync(RefetchOptions? options = null) => throw new NotImplementedException();

    /// <summary>Fetches the previous page.</summary>
    public Task<QueryResult<TSelected>> FetchPreviousPageAsync(RefetchOptions? options = null) => throw new NotImplementedException();
}
