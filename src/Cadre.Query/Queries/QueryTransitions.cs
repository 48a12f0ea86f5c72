namespace Cadre.Query;

/// <summary>How the state of a query moves on.</summary>
internal static class QueryTransitions
{
    public static QueryState<TData> Initial<TData>(QueryDefinition<TData> options, long now)
    {
        var data = options.InitialData?.Get() ?? default;
        return !data.HasValue ? QueryState<TData>.Unknown : new QueryState<TData>
        {
            Data = data.Value,
            HasData = true,
            DataUpdatedMs = options.InitialDataUpdatedAt?.Invoke()?.ToUnixTimeMilliseconds() ?? now,
            Status = QueryStatus.Success,
        };
    }

    /// <summary>A fetch begins; without data whatever failed before is forgotten.</summary>
    public static QueryState<TData> Fetching<TData>(QueryState<TData> state, bool runs, FetchDirection direction) => state with
    {
        FailureCount = 0,
        FailureReason = null,
        FetchStatus = runs ? FetchStatus.Fetching : FetchStatus.Paused,
        Direction = direction,
        Error = state.HasData ? state.Error : null,
        Status = state.HasData ? state.Status : QueryStatus.Pending,
    };

    public static QueryState<TData> Succeeded<TData>(QueryState<TData> state, TData data, long at) => state with
    {
        Data = data,
        HasData = true,
        DataUpdatedMs = at,
        DataUpdateCount = state.DataUpdateCount + 1,
        Error = null,
        IsInvalidated = false,
        Status = QueryStatus.Success,
    };

    public static QueryState<TData> Failed<TData>(QueryState<TData> state, Exception error, long at) => state with
    {
        Error = error,
        ErrorUpdatedMs = at,
        ErrorUpdateCount = state.ErrorUpdateCount + 1,
        FailureCount = state.FailureCount + 1,
        FailureReason = error,
        FetchStatus = FetchStatus.Idle,
        Status = QueryStatus.Error,
        IsInvalidated = true,
    };
}
