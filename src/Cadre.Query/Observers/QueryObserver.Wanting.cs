namespace Cadre.Query;

/// <content>When an observer fetches of its own accord.</content>
public partial class QueryObserver<TData, TSelected>
{
    private static bool IsEnabled(QueryDefinition<TData> options, CachedQuery query) => options.IsEnabledFor(query);

    private static StaleTime StaleTimeOf(QueryDefinition<TData> options, CachedQuery query) => options.StaleTime?.For(query) ?? default;

    private static bool IsStale(QueryDefinition<TData> options, CachedQuery<TData> query) =>
        IsEnabled(options, query) && query.IsStaleBy(StaleTimeOf(options, query));

    private static bool Wants(CachedQuery<TData> query, QueryDefinition<TData> options, Setting<RefetchTrigger>? trigger)
    {
        if (!IsEnabled(options, query) || StaleTimeOf(options, query).IsStatic) return false;
        return (trigger?.For(query) ?? RefetchTrigger.IfStale) switch
        {
            RefetchTrigger.Always => true,
            RefetchTrigger.Never => false,
            _ => IsStale(options, query),
        };
    }

    private static bool WantsFetchOnMount(CachedQuery<TData> query, QueryDefinition<TData> options)
    {
        var state = query.State;
        if (state.HasData) return Wants(query, options, options.RefetchOnMount);
        return IsEnabled(options, query) && !(state.Status == QueryStatus.Error && options.RetryOnMount?.For(query) == false);
    }

    private static bool WantsFetchAfterChange(
        CachedQuery<TData> query, CachedQuery<TData> previousQuery, QueryDefinition<TData> options, QueryDefinition<TData> previousOptions) =>
        (!ReferenceEquals(query, previousQuery) || !IsEnabled(previousOptions, query)) && IsStale(options, query);
}
