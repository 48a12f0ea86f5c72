namespace Cadre.Query;

/// <summary>In which fields two results differ.</summary>
internal static class ResultChanges
{
    public static bool Same<T>(QueryResult<T> left, QueryResult<T> right) => Between(left, right) == ResultFields.None;

    public static ResultFields Between<T>(QueryResult<T> left, QueryResult<T> right)
    {
        if (ReferenceEquals(left, right)) return ResultFields.None;
        var changed = ResultFields.None;
        if (left.Status != right.Status) changed |= ResultFields.Status | Flags(left, right);
        if (left.FetchStatus != right.FetchStatus) changed |= ResultFields.FetchStatus | Flags(left, right);
        if (left.HasData != right.HasData || !Identity.Same(left.Data, right.Data)) changed |= ResultFields.Data | Flags(left, right);
        if (left.DataUpdatedMs != right.DataUpdatedMs) changed |= ResultFields.DataUpdatedAt;
        if (!ReferenceEquals(left.Error, right.Error)) changed |= ResultFields.Error;
        if (left.ErrorUpdatedMs != right.ErrorUpdatedMs) changed |= ResultFields.ErrorUpdatedAt;
        if (left.ErrorUpdateCount != right.ErrorUpdateCount) changed |= ResultFields.ErrorUpdateCount;
        if (left.FailureCount != right.FailureCount) changed |= ResultFields.FailureCount;
        if (!ReferenceEquals(left.FailureReason, right.FailureReason)) changed |= ResultFields.FailureReason;
        if (left.IsEnabled != right.IsEnabled) changed |= ResultFields.IsEnabled;
        if (left.IsFetched != right.IsFetched) changed |= ResultFields.IsFetched;
        if (left.IsFetchedAfterMount != right.IsFetchedAfterMount) changed |= ResultFields.IsFetchedAfterMount;
        if (left.IsPlaceholderData != right.IsPlaceholderData) changed |= ResultFields.IsPlaceholderData;
        if (left.IsStale != right.IsStale) changed |= ResultFields.IsStale;
        if (left is InfiniteQueryResult<T> before && right is InfiniteQueryResult<T> after) changed |= Pages(before, after);
        return changed;
    }

    /// <summary>The flags that follow from status, fetch status and data.</summary>
    private static ResultFields Flags<T>(QueryResult<T> left, QueryResult<T> right)
    {
        var changed = left.Status == right.Status ? ResultFields.None : StatusFlags(left, right);
        if (left.IsFetching != right.IsFetching) changed |= ResultFields.IsFetching;
        if (left.IsPaused != right.IsPaused) changed |= ResultFields.IsPaused;
        if (left.IsLoading != right.IsLoading) changed |= ResultFields.IsLoading;
        if (left.IsRefetching != right.IsRefetching) changed |= ResultFields.IsRefetching;
        if (left.IsLoadingError != right.IsLoadingError) changed |= ResultFields.IsLoadingError;
        if (left.IsRefetchError != right.IsRefetchError) changed |= ResultFields.IsRefetchError;
        return changed;
    }

    private static ResultFields StatusFlags<T>(QueryResult<T> left, QueryResult<T> right)
    {
        var changed = ResultFields.None;
        if (left.IsError != right.IsError) changed |= ResultFields.IsError;
        if (left.IsPending != right.IsPending) changed |= ResultFields.IsPending;
        if (left.IsSuccess != right.IsSuccess) changed |= ResultFields.IsSuccess;
        return changed;
    }

    private static ResultFields Pages<T>(InfiniteQueryResult<T> left, InfiniteQueryResult<T> right)
    {
        var changed = ResultFields.None;
        if (left.HasNextPage != right.HasNextPage) changed |= ResultFields.HasNextPage;
        if (left.HasPreviousPage != right.HasPreviousPage) changed |= ResultFields.HasPreviousPage;
        if (left.IsFetchingNextPage != right.IsFetchingNextPage) changed |= ResultFields.IsFetchingNextPage;
        if (left.IsFetchingPreviousPage != right.IsFetchingPreviousPage) changed |= ResultFields.IsFetchingPreviousPage;
        if (left.IsFetchNextPageError != right.IsFetchNextPageError) changed |= ResultFields.IsFetchNextPageError;
        if (left.IsFetchPreviousPageError != right.IsFetchPreviousPageError) changed |= ResultFields.IsFetchPreviousPageError;
        if (left.IsRefetching != right.IsRefetching) changed |= ResultFields.IsRefetching;
        if (left.IsRefetchError != right.IsRefetchError) changed |= ResultFields.IsRefetchError;
        return changed;
    }
}
