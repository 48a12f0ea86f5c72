namespace Cadre.Query;

/// <summary>Follows one infinite query; its results are <see cref="InfiniteQueryResult{T}"/>. Safe for use from any thread.</summary>
public class InfiniteQueryObserver<TPage, TParam, TSelected> : QueryObserver<InfiniteData<TPage, TParam>, TSelected>
{
    /// <summary>Makes an observer that nobody is subscribed to yet; the query is made if need be, and not fetched.</summary>
    /// <exception cref="QueryTypeMismatchException">The key holds data of another type.</exception>
    public InfiniteQueryObserver(
        QueryClient client, InfiniteQueryDefinition<TPage, TParam> definition, Func<InfiniteData<TPage, TParam>, TSelected> select)
        : base(client, definition, select)
    {
    }

    /// <inheritdoc cref="QueryObserver{TData, TSelected}.CurrentResult"/>
    public new InfiniteQueryResult<TSelected> CurrentResult => (InfiniteQueryResult<TSelected>)base.CurrentResult;

    /// <summary>Fetches the next page.</summary>
    /// <returns>What the observer shows when the fetch has ended.</returns>
    public Task<QueryResult<TSelected>> FetchNextPageAsync(RefetchOptions? options = null) =>
        FetchAsync(options ?? RefetchOptions.Default, FetchDirection.Forward);

    /// <summary>Fetches the previous page.</summary>
    /// <returns>What the observer shows when the fetch has ended.</returns>
    public Task<QueryResult<TSelected>> FetchPreviousPageAsync(RefetchOptions? options = null) =>
        FetchAsync(options ?? RefetchOptions.Default, FetchDirection.Backward);

    private protected override QueryResult<TSelected> Kind_NeedsLock(
        QueryDefinition<InfiniteData<TPage, TParam>> options, QueryState<InfiniteData<TPage, TParam>> state)
    {
        var infinite = (InfiniteQueryDefinition<TPage, TParam>)options;
        return new InfiniteQueryResult<TSelected>
        {
            Direction = state.Direction,
            HasNextPage = infinite.HasNext(state.Data),
            HasPreviousPage = infinite.HasPrevious(state.Data),
        };
    }
}

/// <summary>Follows one infinite query and shows its pages as they are.</summary>
public sealed class InfiniteQueryObserver<TPage, TParam> : InfiniteQueryObserver<TPage, TParam, InfiniteData<TPage, TParam>>
{
    /// <summary>Makes an observer that nobody is subscribed to yet; the query is made if need be, and not fetched.</summary>
    public InfiniteQueryObserver(QueryClient client, InfiniteQueryDefinition<TPage, TParam> definition)
        : base(client, definition, Selectors<InfiniteData<TPage, TParam>>.Whole)
    {
    }
}
