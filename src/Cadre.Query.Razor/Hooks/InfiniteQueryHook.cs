namespace Cadre.Query.Razor;

/// <summary>An infinite query that a component follows.</summary>
public sealed class InfiniteQueryHook<T> : QueryHook<T>
{
    internal InfiniteQueryHook(Followed<QueryResult<T>> followed, ReadFields fields) : base(followed, fields)
    {
    }

    /// <inheritdoc cref="InfiniteQueryResult{T}.HasNextPage"/>
    public bool HasNextPage => ReadPages(ResultFields.HasNextPage).HasNextPage;

    /// <inheritdoc cref="InfiniteQueryResult{T}.HasPreviousPage"/>
    public bool HasPreviousPage => ReadPages(ResultFields.HasPreviousPage).HasPreviousPage;

    /// <inheritdoc cref="InfiniteQueryResult{T}.IsFetchingNextPage"/>
    public bool IsFetchingNextPage => ReadPages(ResultFields.IsFetchingNextPage).IsFetchingNextPage;

    /// <inheritdoc cref="InfiniteQueryResult{T}.IsFetchingPreviousPage"/>
    public bool IsFetchingPreviousPage => ReadPages(ResultFields.IsFetchingPreviousPage).IsFetchingPreviousPage;

    /// <inheritdoc cref="InfiniteQueryResult{T}.IsFetchNextPageError"/>
    public bool IsFetchNextPageError => ReadPages(ResultFields.IsFetchNextPageError).IsFetchNextPageError;

    /// <inheritdoc cref="InfiniteQueryResult{T}.IsFetchPreviousPageError"/>
    public bool IsFetchPreviousPageError => ReadPages(ResultFields.IsFetchPreviousPageError).IsFetchPreviousPageError;

    /// <summary>Fetches the next page. A failure is in the result, unless the options say that it is thrown.</summary>
    /// <returns>What the query shows when the fetch has ended.</returns>
    public Task<QueryResult<T>> FetchNextPageAsync(RefetchOptions? options = null) =>
        ((IInfiniteQueryObservation<T>)Observation).FetchPageAsync(FetchDirection.Forward, options);

    /// <summary>Fetches the previous page. A failure is in the result, unless the options say that it is thrown.</summary>
    /// <returns>What the query shows when the fetch has ended.</returns>
    public Task<QueryResult<T>> FetchPreviousPageAsync(RefetchOptions? options = null) =>
        ((IInfiniteQueryObservation<T>)Observation).FetchPageAsync(FetchDirection.Backward, options);

    private InfiniteQueryResult<T> ReadPages(ResultFields field) => (InfiniteQueryResult<T>)Read(field);
}
