using Cadre.Query;

namespace Cadre.Conformance.Query;

/// <summary>How traces show results and states: only what says something.</summary>
internal static class Shown
{
    public static Dictionary<string, object?> Result(QueryResult<object?> result, object? reference) => Fields(
        ("status", Name(result.Status)),
        ("fetch", Name(result.FetchStatus)),
        ("data", Data(result)),
        ("ref", reference),
        ("dataUpdatedAt", Time(result.DataUpdatedAt)),
        ("error", ErrorText.Of(result.Error)),
        ("errorUpdatedAt", Time(result.ErrorUpdatedAt)),
        ("errorUpdateCount", Count(result.ErrorUpdateCount)),
        ("failureCount", Count(result.FailureCount)),
        ("failureReason", ErrorText.Of(result.FailureReason)),
        ("is", True(Flags(result))));

    public static object? Data(QueryResult<object?> result) => result.HasData ? result.Data : Nothing.Value;

    public static Dictionary<string, object?> Query(QueryState? state) => state is null ? Fields(("missing", true)) : Fields(
        ("status", Name(state.Status)),
        ("fetch", Name(state.FetchStatus)),
        ("data", Data(state)),
        ("dataUpdateCount", Count(state.DataUpdateCount)),
        ("dataUpdatedAt", Time(state.DataUpdatedAt)),
        ("error", ErrorText.Of(state.Error)),
        ("errorUpdateCount", Count(state.ErrorUpdateCount)),
        ("errorUpdatedAt", Time(state.ErrorUpdatedAt)),
        ("failureCount", Count(state.FailureCount)),
        ("failureReason", ErrorText.Of(state.FailureReason)),
        ("invalidated", Truth(state.IsInvalidated)),
        ("direction", Direction(state.Direction)));

    public static Dictionary<string, object?> Mutation(MutationResult<object?, object?, object?> result) => Mutation(
        result.State, ("error", result.IsError), ("idle", result.IsIdle), ("paused", result.IsPaused), ("pending", result.IsPending), ("success", result.IsSuccess));

    public static Dictionary<string, object?> Mutation(MutationState state) => Mutation(state, ("paused", state.IsPaused));

    private static Dictionary<string, object?> Mutation(MutationState state, params (string, bool)[] flags) => Fields(
        ("status", Name(state.Status)),
        ("data", OrNothing(state.UntypedData)),
        ("error", ErrorText.Of(state.Error)),
        ("vars", OrNothing(state.UntypedVariables)),
        ("ctx", OrNothing(state.UntypedContext)),
        ("failureCount", Count(state.FailureCount)),
        ("failureReason", ErrorText.Of(state.FailureReason)),
        ("submittedAt", Time(state.SubmittedAt)),
        ("is", True(flags)));

    /// <summary>Fields in this order, without those that are nothing.</summary>
    public static Dictionary<string, object?> Fields(params ReadOnlySpan<(string Name, object? Value)> fields)
    {
        var members = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in fields)
        {
            if (value is not Nothing) members[name] = value;
        }
        return members;
    }

    public static object? OrNothing(Optional<object?> value) => value.TryGet(out var given) ? given : Nothing.Value;

    public static object? Truth(bool value) => value ? true : Nothing.Value;

    public static object? Time(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? "infinite" : time.TotalMilliseconds;

    public static string Name<TEnum>(TEnum value) where TEnum : struct, Enum
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    public static object? Direction(FetchDirection direction) => direction == FetchDirection.None ? Nothing.Value : Name(direction);

    private static object? Time(DateTimeOffset? time) => Count(time?.ToUnixTimeMilliseconds() ?? 0);

    private static object? Count(long count) => count == 0 ? Nothing.Value : (double)count;

    private static object? Data(QueryState state) => state switch
    {
        { HasData: false } => Nothing.Value,
        QueryState<object?> plain => plain.Data,
        QueryState<InfiniteData<object?, object?>> pages => pages.Data,
        _ => throw new ScenarioException($"no scenario has data of type {state.GetType()}"),
    };

    private static string True(IEnumerable<(string Name, bool IsTrue)> flags) => string.Join(' ', flags.Where(flag => flag.IsTrue).Select(flag => flag.Name));

    private static (string, bool)[] Flags(QueryResult<object?> result)
    {
        var pages = result as InfiniteQueryResult<object?>;
        return
        [
            ("enabled", result.IsEnabled),
            ("error", result.IsError),
            ("fetched", result.IsFetched),
            ("fetchedAfterMount", result.IsFetchedAfterMount),
            ("fetching", result.IsFetching),
            ("fetchingNext", pages is { IsFetchingNextPage: true }),
            ("fetchingPrevious", pages is { IsFetchingPreviousPage: true }),
            ("hasNext", pages is { HasNextPage: true }),
            ("hasPrevious", pages is { HasPreviousPage: true }),
            ("loading", result.IsLoading),
            ("loadingError", result.IsLoadingError),
            ("nextError", pages is { IsFetchNextPageError: true }),
            ("paused", result.IsPaused),
            ("pending", result.IsPending),
            ("placeholder", result.IsPlaceholderData),
            ("previousError", pages is { IsFetchPreviousPageError: true }),
            ("refetchError", result.IsRefetchError),
            ("refetching", result.IsRefetching),
            ("stale", result.IsStale),
            ("success", result.IsSuccess),
        ];
    }
}
