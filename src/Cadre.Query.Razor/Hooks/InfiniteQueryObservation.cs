namespace Cadre.Query.Razor;

/// <summary>Follows one infinite query.</summary>
internal interface IInfiniteQueryObservation<T> : IQueryObservation<T>
{
    Task<QueryResult<T>> FetchPageAsync(FetchDirection direction, RefetchOptions? options);
}

internal sealed class InfiniteQueryObservation<TPage, TParam, TSelected>(
    HookedDefinition<InfiniteData<TPage, TParam>> definition,
    Func<InfiniteQueryDefinition<TPage, TParam>, InfiniteQueryObserver<TPage, TParam, TSelected>> observe,
    Action tell)
    : QueryObservation<InfiniteData<TPage, TParam>, TSelected>(definition, said => observe((InfiniteQueryDefinition<TPage, TParam>)said), tell),
        IInfiniteQueryObservation<TSelected>
{
    public Task<QueryResult<TSelected>> FetchPageAsync(FetchDirection direction, RefetchOptions? options)
    {
        var pages = (InfiniteQueryObserver<TPage, TParam, TSelected>)Observer;
        return direction == FetchDirection.Forward ? pages.FetchNextPageAsync(options) : pages.FetchPreviousPageAsync(options);
    }
}
