namespace Cadre.Query;

/// <content>How a result is made of the query's state, the options and what the observer remembers.</content>
public partial class QueryObserver<TData, TSelected>
{
    /// <summary>A result with what is particular to this kind of observer.</summary>
    private protected virtual QueryResult<TSelected> Kind_NeedsLock(QueryDefinition<TData> options, QueryState<TData> state) => new();

    private QueryResult<TSelected> Make_NeedsLock(QueryDefinition<TData> options, QueryState<TData> state, in ResultParts parts)
    {
        var result = Kind_NeedsLock(options, state);
        result.Status = parts.Status;
        result.FetchStatus = state.FetchStatus;
        result.HasData = parts.Data.HasValue;
        result.Data = parts.Data.OrDefault();
        result.DataUpdatedMs = state.DataUpdatedMs;
        result.Error = parts.Error;
        result.ErrorUpdatedMs = parts.ErrorUpdatedMs;
        result.ErrorUpdateCount = state.ErrorUpdateCount;
        result.FailureCount = state.FailureCount;
        result.FailureReason = state.FailureReason;
        result.IsEnabled = parts.IsEnabled;
        result.IsFetched = parts.IsFetched;
        result.IsFetchedAfterMount = parts.IsFetchedAfterMount;
        result.IsPlaceholderData = parts.IsPlaceholderData;
        result.IsStale = parts.IsStale;
        return result;
    }

    private QueryResult<TSelected> Look_NeedsLock(
        CachedQuery<TData> query, QueryDefinition<TData> options, Func<TData, TSelected> select, bool optimistic = false, bool restoring = false)
    {
        var real = query.State;
        var state = optimistic ? WithFetchThatWouldStart_NeedsLock(query, options, restoring) : real;
        var parts = new ResultParts
        {
            Status = state.Status,
            Error = state.Error,
            ErrorUpdatedMs = state.ErrorUpdatedMs,
            IsEnabled = IsEnabled(options, query),
            IsStale = IsStale(options, query),
            IsFetched = real.DataUpdateCount > 0 || real.ErrorUpdateCount > 0,
            IsFetchedAfterMount = ReferenceEquals(query, _query) && IsFetchedAfterMount(state),
        };
        // A look ahead must not change what the next real look remembers.
        var ahead = _memory;
        ref var memory = ref optimistic ? ref ahead : ref _memory;
        if (state.HasData) Select_NeedsLock(state.Data!, isCached: true, select, options, ref memory, ref parts);
        else if (state.Status == QueryStatus.Pending && options.PlaceholderData is { } placeholder)
            ShowPlaceholder_NeedsLock(options, placeholder, select, ref memory, ref parts);
        else memory.Selection = memory.Selection?.Emptied();
        return Make_NeedsLock(options, state, parts);
    }

    private bool IsFetchedAfterMount(QueryState<TData> state) =>
        state.DataUpdateCount > _memory.UpdatesBefore.Data || state.ErrorUpdateCount > _memory.UpdatesBefore.Errors;

    private QueryState<TData> WithFetchThatWouldStart_NeedsLock(CachedQuery<TData> query, QueryDefinition<TData> options, bool restoring)
    {
        var state = query.State;
        var fetches = IsSubscribed ? WantsFetchAfterChange(query, _query, options, _options) : WantsFetchOnMount(query, options);
        if (fetches)
        {
            var runs = options.EffectiveNetworkMode != NetworkMode.Online || _client.Options.Online.IsOnline;
            state = QueryTransitions.Fetching(state, runs, state.Direction);
        }
        return restoring ? state with { FetchStatus = FetchStatus.Idle } : state;
    }

    private void ShowPlaceholder_NeedsLock(
        QueryDefinition<TData> options,
        Placeholder<TData> placeholder,
        Func<TData, TSelected> select,
        ref ObserverMemory<TData, TSelected> memory,
        ref ResultParts parts)
    {
        if (_result is { IsPlaceholderData: true } shown && memory.Options?.PlaceholderData is { } before && before.IsSameAs(placeholder))
        {
            parts.Show(shown.Data!);
            return;
        }
        var previous = memory.LastWithData is { } last ? last.State.Current : default;
        if (!placeholder.For(previous, memory.LastWithData).TryGet(out var data))
        {
            memory.Selection = memory.Selection?.Emptied();
            return;
        }
        parts.Status = QueryStatus.Success;
        parts.IsPlaceholderData = true;
        Select_NeedsLock(data, isCached: false, select, options, ref memory, ref parts);
    }

    /// <summary>Puts data through the selector, unless it went through the same one before.</summary>
    private void Select_NeedsLock(
        TData data,
        bool isCached,
        Func<TData, TSelected> select,
        QueryDefinition<TData> options,
        ref ObserverMemory<TData, TSelected> memory,
        ref ResultParts parts)
    {
        if (ReferenceEquals(select, Selectors<TData>.Whole))
        {
            // TSelected is TData here. Cached data was shared when it was written.
            var whole = (TSelected)(object)data!;
            parts.Data = isCached ? whole : Shared(whole, options);
            memory.Selection = null;
            return;
        }
        if (memory.Selection is not { } selection || !selection.IsOf(select, data))
            memory.Selection = selection = Run(select, data, isCached, options, memory.Selection);
        else if (!isCached) memory.Selection = selection = selection with { Of = default };
        parts.Data = selection.Selected;
        if (selection.Error is null) return;
        parts.Status = QueryStatus.Error;
        parts.Error = selection.Error;
        parts.ErrorUpdatedMs = selection.ErrorAt;
        parts.IsPlaceholderData = false;
    }

    private Selection<TData, TSelected> Run(
        Func<TData, TSelected> select, TData data, bool isCached, QueryDefinition<TData> options, Selection<TData, TSelected>? before)
    {
        var of = isCached ? Optional.Of(data) : default;
        try
        {
            return new(select, of, Shared(select(data), options), null, 0);
        }
        catch (Exception error)
        {
            return new(select, of, before?.Selected ?? default, error, _client.Timers.Now);
        }
    }

    private TSelected Shared(TSelected next, QueryDefinition<TData> options) =>
        options.StructuralSharing != false && _result is { HasData: true } previous ? Sharing.Share(previous.Data!, next) : next;

    /// <summary>What a result needs beside the query's state.</summary>
    private protected struct ResultParts
    {
        public QueryStatus Status;
        public Optional<TSelected> Data;
        public Exception? Error;
        public long ErrorUpdatedMs;
        public bool IsEnabled;
        public bool IsStale;
        public bool IsFetched;
        public bool IsFetchedAfterMount;
        public bool IsPlaceholderData;

        public void Show(TSelected placeholder)
        {
            Status = QueryStatus.Success;
            Data = Optional.Of(placeholder);
            IsPlaceholderData = true;
        }
    }
}
