namespace Cadre.Query.Razor;

/// <summary>What a query shows in this rendering. Reading a member notes it: only changes of members that were read render the component.</summary>
/// <remarks>All members agree with each other until the next rendering. For the renderer's thread only.</remarks>
public abstract class QueryView<T>
{
    private protected QueryView()
    {
    }

    /// <summary>All of it at once; counts as reading every member.</summary>
    public QueryResult<T> Result => Read(ResultFields.All);

    /// <inheritdoc cref="QueryResult{T}.Status"/>
    public QueryStatus Status => Read(ResultFields.Status).Status;

    /// <inheritdoc cref="QueryResult{T}.FetchStatus"/>
    public FetchStatus FetchStatus => Read(ResultFields.FetchStatus).FetchStatus;

    /// <inheritdoc cref="QueryResult{T}.HasData"/>
    public bool HasData => Read(ResultFields.Data).HasData;

    /// <inheritdoc cref="QueryResult{T}.Data"/>
    public T? Data => Read(ResultFields.Data).Data;

    /// <inheritdoc cref="QueryResult{T}.DataUpdatedAt"/>
    public DateTimeOffset? DataUpdatedAt => Read(ResultFields.DataUpdatedAt).DataUpdatedAt;

    /// <inheritdoc cref="QueryResult{T}.Error"/>
    public Exception? Error => Read(ResultFields.Error).Error;

    /// <inheritdoc cref="QueryResult{T}.ErrorUpdatedAt"/>
    public DateTimeOffset? ErrorUpdatedAt => Read(ResultFields.ErrorUpdatedAt).ErrorUpdatedAt;

    /// <inheritdoc cref="QueryResult{T}.ErrorUpdateCount"/>
    public int ErrorUpdateCount => Read(ResultFields.ErrorUpdateCount).ErrorUpdateCount;

    /// <inheritdoc cref="QueryResult{T}.FailureCount"/>
    public int FailureCount => Read(ResultFields.FailureCount).FailureCount;

    /// <inheritdoc cref="QueryResult{T}.FailureReason"/>
    public Exception? FailureReason => Read(ResultFields.FailureReason).FailureReason;

    /// <inheritdoc cref="QueryResult{T}.IsEnabled"/>
    public bool IsEnabled => Read(ResultFields.IsEnabled).IsEnabled;

    /// <inheritdoc cref="QueryResult{T}.IsFetched"/>
    public bool IsFetched => Read(ResultFields.IsFetched).IsFetched;

    /// <inheritdoc cref="QueryResult{T}.IsFetchedAfterMount"/>
    public bool IsFetchedAfterMount => Read(ResultFields.IsFetchedAfterMount).IsFetchedAfterMount;

    /// <inheritdoc cref="QueryResult{T}.IsPlaceholderData"/>
    public bool IsPlaceholderData => Read(ResultFields.IsPlaceholderData).IsPlaceholderData;

    /// <inheritdoc cref="QueryResult{T}.IsStale"/>
    public bool IsStale => Read(ResultFields.IsStale).IsStale;

    /// <inheritdoc cref="QueryResult{T}.IsPending"/>
    public bool IsPending => Read(ResultFields.IsPending).IsPending;

    /// <inheritdoc cref="QueryResult{T}.IsError"/>
    public bool IsError => Read(ResultFields.IsError).IsError;

    /// <inheritdoc cref="QueryResult{T}.IsSuccess"/>
    public bool IsSuccess => Read(ResultFields.IsSuccess).IsSuccess;

    /// <inheritdoc cref="QueryResult{T}.IsFetching"/>
    public bool IsFetching => Read(ResultFields.IsFetching).IsFetching;

    /// <inheritdoc cref="QueryResult{T}.IsPaused"/>
    public bool IsPaused => Read(ResultFields.IsPaused).IsPaused;

    /// <inheritdoc cref="QueryResult{T}.IsLoading"/>
    public bool IsLoading => Read(ResultFields.IsLoading).IsLoading;

    /// <inheritdoc cref="QueryResult{T}.IsRefetching"/>
    public bool IsRefetching => Read(ResultFields.IsRefetching).IsRefetching;

    /// <inheritdoc cref="QueryResult{T}.IsLoadingError"/>
    public bool IsLoadingError => Read(ResultFields.IsLoadingError).IsLoadingError;

    /// <inheritdoc cref="QueryResult{T}.IsRefetchError"/>
    public bool IsRefetchError => Read(ResultFields.IsRefetchError).IsRefetchError;

    private protected abstract QueryResult<T> Read(ResultFields fields);
}
