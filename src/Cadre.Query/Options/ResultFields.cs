namespace Cadre.Query;

/// <summary>Fields of a result that a listener wants to be told about.</summary>
[Flags]
public enum ResultFields
{
    /// <summary>No field: listeners are never called.</summary>
    None = 0,
    /// <summary>The status.</summary>
    Status = 1 << 0,
    /// <summary>The fetch status.</summary>
    FetchStatus = 1 << 1,
    /// <summary>The data.</summary>
    Data = 1 << 2,
    /// <summary>When the data came.</summary>
    DataUpdatedAt = 1 << 3,
    /// <summary>The error.</summary>
    Error = 1 << 4,
    /// <summary>When the error came.</summary>
    ErrorUpdatedAt = 1 << 5,
    /// <summary>How many errors there were.</summary>
    ErrorUpdateCount = 1 << 6,
    /// <summary>How often the current fetch failed.</summary>
    FailureCount = 1 << 7,
    /// <summary>Why the current fetch failed last.</summary>
    FailureReason = 1 << 8,
    /// <summary>Whether the query is enabled.</summary>
    IsEnabled = 1 << 9,
    /// <summary>Whether the status is error.</summary>
    IsError = 1 << 10,
    /// <summary>Whether there was data or an error ever.</summary>
    IsFetched = 1 << 11,
    /// <summary>Whether there was data or an error since this observer began.</summary>
    IsFetchedAfterMount = 1 << 12,
    /// <summary>Whether a fetch is running.</summary>
    IsFetching = 1 << 13,
    /// <summary>Whether the first fetch is running.</summary>
    IsLoading = 1 << 14,
    /// <summary>Whether the first fetch failed.</summary>
    IsLoadingError = 1 << 15,
    /// <summary>Whether the fetch waits.</summary>
    IsPaused = 1 << 16,
    /// <summary>Whether there is no data yet.</summary>
    IsPending = 1 << 17,
    /// <summary>Whether placeholder data shows.</summary>
    IsPlaceholderData = 1 << 18,
    /// <summary>Whether a later fetch failed.</summary>
    IsRefetchError = 1 << 19,
    /// <summary>Whether a later fetch is running.</summary>
    IsRefetching = 1 << 20,
    /// <summary>Whether the data is stale.</summary>
    IsStale = 1 << 21,
    /// <summary>Whether the status is success.</summary>
    IsSuccess = 1 << 22,
    /// <summary>Whether there is a next page.</summary>
    HasNextPage = 1 << 23,
    /// <summary>Whether there is a previous page.</summary>
    HasPreviousPage = 1 << 24,
    /// <summary>Whether the next page is being fetched.</summary>
    IsFetchingNextPage = 1 << 25,
    /// <summary>Whether the previous page is being fetched.</summary>
    IsFetchingPreviousPage = 1 << 26,
    /// <summary>Whether the next page failed.</summary>
    IsFetchNextPageError = 1 << 27,
    /// <summary>Whether the previous page failed.</summary>
    IsFetchPreviousPageError = 1 << 28,
    /// <summary>Every field.</summary>
    All = (1 << 29) - 1,
}
