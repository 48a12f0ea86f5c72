using System.Diagnostics.CodeAnalysis;

namespace Cadre.Query;

/// <summary>What an observer shows at one moment. Immutable.</summary>
/// <remarks>Times are those of the client's clock.</remarks>
public class QueryResult<T>
{
    internal QueryResult()
    {
    }

    internal long DataUpdatedMs { get; set; }

    internal long ErrorUpdatedMs { get; set; }

    /// <summary>What is known; success while a placeholder shows, error if the selector threw.</summary>
    public QueryStatus Status { get; internal set; }

    /// <summary>What is going on.</summary>
    public FetchStatus FetchStatus { get; internal set; }

    /// <summary>Whether there is data (or a placeholder).</summary>
    public bool HasData { get; internal set; }

    /// <summary>The selected data or the placeholder; the default of its type if there is neither.</summary>
    public T? Data { get; internal set; }

    /// <summary>When the data came, to the millisecond; null if never.</summary>
    public DateTimeOffset? DataUpdatedAt => Instants.Public(DataUpdatedMs);

    /// <summary>Why the last fetch failed, or what the selector threw.</summary>
    public Exception? Error { get; internal set; }

    /// <summary>When the error came, to the millisecond; null if never.</summary>
    public DateTimeOffset? ErrorUpdatedAt => Instants.Public(ErrorUpdatedMs);

    /// <summary>How many fetches failed for good.</summary>
    public int ErrorUpdateCount { get; internal set; }

    /// <summary>How many attempts of the current fetch failed.</summary>
    public int FailureCount { get; internal set; }

    /// <summary>Why the last attempt of the current fetch failed.</summary>
    public Exception? FailureReason { get; internal set; }

    /// <summary>Whether the observer fetches by itself.</summary>
    public bool IsEnabled { get; internal set; }

    /// <summary>Whether there ever was data or an error.</summary>
    public bool IsFetched { get; internal set; }

    /// <summary>Whether data or an error came since this observer began with this query.</summary>
    public bool IsFetchedAfterMount { get; internal set; }

    /// <summary>Whether the data is a placeholder.</summary>
    public bool IsPlaceholderData { get; internal set; }

    /// <summary>Whether the data is stale.</summary>
    public bool IsStale { get; internal set; }

    /// <summary>No data yet.</summary>
    public bool IsPending => Status == QueryStatus.Pending;

    /// <summary>The last fetch failed.</summary>
    [MemberNotNullWhen(true, nameof(Error))]
    public bool IsError => Status == QueryStatus.Error;

    /// <summary>There is data.</summary>
    public bool IsSuccess => Status == QueryStatus.Success;

    /// <summary>A fetch is running.</summary>
    public bool IsFetching => FetchStatus == FetchStatus.Fetching;

    /// <summary>A fetch waits for the network or for focus.</summary>
    public bool IsPaused => FetchStatus == FetchStatus.Paused;

    /// <summary>The first fetch is running.</summary>
    public bool IsLoading => IsPending && IsFetching;

    /// <summary>A later fetch is running.</summary>
    public virtual bool IsRefetching => IsFetching && !IsPending;

    /// <summary>It failed, and there is no data.</summary>
    [MemberNotNullWhen(true, nameof(Error))]
    public bool IsLoadingError => IsError && !HasData;

    /// <summary>It failed, and there is older data.</summary>
    [MemberNotNullWhen(true, nameof(Error))]
    public virtual bool IsRefetchError => IsError && HasData;
}

/// <summary>What an observer of an infinite query shows at one moment. Immutable.</summary>
public sealed class InfiniteQueryResult<T> : QueryResult<T>
{
    internal InfiniteQueryResult()
    {
    }

    /// <summary>Which end the fetch extends or extended last.</summary>
    public FetchDirection Direction { get; init; }

    /// <summary>Whether there is a next page.</summary>
    public bool HasNextPage { get; init; }

    /// <summary>Whether there is a previous page.</summary>
    public bool HasPreviousPage { get; init; }

    /// <summary>The next page is being fetched.</summary>
    public bool IsFetchingNextPage => IsFetching && Direction == FetchDirection.Forward;

    /// <summary>The previous page is being fetched.</summary>
    public bool IsFetchingPreviousPage => IsFetching && Direction == FetchDirection.Backward;

    /// <summary>The next page failed.</summary>
    public bool IsFetchNextPageError => IsError && Direction == FetchDirection.Forward;

    /// <summary>The previous page failed.</summary>
    public bool IsFetchPreviousPageError => IsError && Direction == FetchDirection.Backward;

    /// <inheritdoc/>
    public override bool IsRefetching => base.IsRefetching && Direction == FetchDirection.None;

    /// <inheritdoc/>
    public override bool IsRefetchError => base.IsRefetchError && Direction == FetchDirection.None;
}
