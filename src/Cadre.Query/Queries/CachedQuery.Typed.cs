namespace Cadre.Query;

/// <summary>A query in the cache. Safe for use from any thread.</summary>
public sealed partial class CachedQuery<TData> : CachedQuery
{
    private QueryDefinition<TData> _options;
    private QueryState<TData> _state;
    private QueryState<TData> _initial;
    private QueryState<TData>? _revertTo;
    private QueryFetch<TData>? _fetch;
    private FetchPromise<TData>? _written;

    internal CachedQuery(QueryClient client, QueryDefinition<TData> options, QueryState<TData>? state) : base(client, options.Key)
    {
        _options = options;
        Keep_NeedsLock(options.GcTime);
        _initial = QueryTransitions.Initial(options, client.Timers.Now);
        _state = state ?? _initial;
        ScheduleCollection_NeedsLock();
    }

    /// <inheritdoc/>
    public override QueryState<TData> State => Volatile.Read(ref _state);

    /// <inheritdoc/>
    public override Type DataType => typeof(TData);

    internal QueryDefinition<TData> Options => _options;

    internal override QueryOptions UntypedOptions => _options;

    /// <summary>The fetch that runs, if one does.</summary>
    internal QueryFetch<TData>? CurrentFetch => _fetch;

    /// <summary>Whether the last attempt of the last fetch looked at its cancellation token.</summary>
    internal bool ReadsToken { get; private set; }

    private protected override bool HasSkip => _options.Skips;

    // Not the fetch status: a fetch that was cancelled in silence leaves it as it was.
    private protected override bool IsIdle => _fetch is null or { IsSettled: true };

    /// <summary>Whether data of this age counts as stale.</summary>
    internal bool IsStaleBy(StaleTime staleTime)
    {
        var state = _state;
        if (!state.HasData) return true;
        if (staleTime.IsStatic) return false;
        if (state.IsInvalidated) return true;
        return !staleTime.IsInfinite && Client.Timers.Now >= state.DataUpdatedMs + staleTime.Milliseconds;
    }

    internal void SetOptions_NeedsLock(QueryDefinition<TData> options)
    {
        _options = options;
        Keep_NeedsLock(options.GcTime);
        if (_state.HasData || options.InitialData is null) return;
        var initial = QueryTransitions.Initial(options, Client.Timers.Now);
        if (!initial.HasData) return;
        SetState_NeedsLock(_state with
        {
            Data = initial.Data,
            HasData = true,
            DataUpdatedMs = initial.DataUpdatedMs,
            Error = null,
            IsInvalidated = false,
            Status = QueryStatus.Success,
        });
        _initial = initial;
    }

    /// <summary>Takes over data as if it had been fetched, and keeps a fetch running.</summary>
    /// <returns>What the cache now holds.</returns>
    internal TData Write_NeedsLock(TData data, long? updatedAt) => Write_NeedsLock(data, updatedAt, keepsMark: false);

    internal override void Invalidate_NeedsLock()
    {
        if (!_state.IsInvalidated) Move_NeedsLock(QueryAction.Invalidate, _state with { IsInvalidated = true });
    }

    internal override void Reset_NeedsLock()
    {
        Retire_NeedsLock();
        SetState_NeedsLock(_initial);
        if (!Client.Options.StrictParity) ScheduleCollection_NeedsLock();
    }

    internal override void Retire_NeedsLock()
    {
        StopCollection_NeedsLock();
        _fetch?.Cancel_NeedsLock(new CancelOptions(Revert: false, Silent: true));
    }

    /// <summary>Takes over a state of the server's data.</summary>
    internal void SetState_NeedsLock(QueryState<TData> state) => Move_NeedsLock(QueryAction.SetState, Shown_NeedsLock(state));

    internal override Task Cancel_NeedsLock(CancelOptions options)
    {
        if (_fetch is null) return Task.CompletedTask;
        var ended = _fetch.Completion;
        _fetch.Cancel_NeedsLock(options);
        return Client.QuietlyAsync(ended);
    }

    internal override void Continue_NeedsLock() => _fetch?.Continue_NeedsLock();

    internal override Task Refetch_NeedsLock(RefetchOptions options)
    {
        var promise = Fetch_NeedsLock(null, options.CancelRefetch);
        // Where nobody watches, it is for whoever asked, who waits to the end.
        if (ObserverCount == 0) promise.Enter_NeedsLock();
        var ended = promise.Completion;
        return options.ThrowOnError ? ended : Client.QuietlyAsync(ended);
    }

    /// <summary>Starts a fetch, or joins the one that runs; whoever joins does not bring its options.</summary>
    internal FetchPromise<TData> Fetch_NeedsLock(QueryDefinition<TData>? options, bool cancelRefetch, FetchDirection direction = FetchDirection.None)
    {
        QueryFetch<TData>? replaced = null;
        // Not the fetch status: a fetch that was cancelled at the same time may have set it to idle in the name of its own failure.
        if (_fetch is { IsSettled: false } running)
        {
            if (!_state.HasData || !cancelRefetch)
            {
                running.ContinueRetry_NeedsLock();
                return running.Promise;
            }
            replaced = running;
            running.Cancel_NeedsLock(new CancelOptions(Revert: false, Silent: true));
        }
        if (options is not null) SetOptions_NeedsLock(options);
        if (!_options.BringsFetch) AdoptOptionsWithFetch_NeedsLock();

        var fetch = new QueryFetch<TData>(this, direction);
        replaced?.Promise.Follow_NeedsLock(fetch.Promise);
        Begin_NeedsLock(fetch, direction);
        return fetch.Promise;
    }

    private void Begin_NeedsLock(QueryFetch<TData> fetch, FetchDirection direction)
    {
        _revertTo = BaseState;
        Move_NeedsLock(QueryAction.Fetch, QueryTransitions.Fetching(_state, fetch.CanStart_NeedsLock, direction));
        _fetch = fetch;
        fetch.Start_NeedsLock();
    }

    /// <summary>Fetches.</summary>
    /// <returns>Ends with the fetch, or before it when data is written.</returns>
    internal Task FetchOrWrite_NeedsLock(QueryDefinition<TData> options)
    {
        if (_written is null or { IsSettled: true }) _written = new FetchPromise<TData>(Client);
        var ended = _written.Completion;
        _written.Follow_NeedsLock(Fetch_NeedsLock(options, cancelRefetch: false));
        return ended;
    }

    internal void OnFetched_NeedsLock(QueryFetch<TData> fetch, TData data)
    {
        QueryState<TData> state;
        try
        {
            state = Shown_NeedsLock(Answered_NeedsLock(fetch, data));
        }
        catch (Exception error)
        {
            OnFetchFailed_NeedsLock(fetch, error);
            return;
        }
        _revertTo = null;
        Move_NeedsLock(QueryAction.Success, state);
        Client.Queries.TellFetched_NeedsLock(this, Optional.Of<object?>(state.Data), null);
        fetch.Promise.Succeed_NeedsLock(state.Data!);
        OnEnded_NeedsLock(fetch);
    }

    internal void OnFetchFailed_NeedsLock(QueryFetch<TData> fetch, Exception error)
    {
        var state = _state;
        Move_NeedsLock(QueryAction.Error, QueryTransitions.Failed(state, error, Client.Timers.Now));
        Client.Queries.TellFetched_NeedsLock(this, state.HasData ? Optional.Of<object?>(state.Data) : default, error);
        fetch.Promise.Fail_NeedsLock(error);
        OnEnded_NeedsLock(fetch);
    }

    /// <summary>Lets go of a fetch, which holds what its function answered.</summary>
    private void OnEnded_NeedsLock(QueryFetch<TData> fetch)
    {
        ReadsToken = fetch.TokenWasRead;
        if (ReferenceEquals(_fetch, fetch)) _fetch = null;
        ScheduleCollection_NeedsLock();
    }

    /// <summary>Puts back what was before the fetch, with what was written since.</summary>
    internal void Revert_NeedsLock() => SetState_NeedsLock((_revertTo ?? BaseState) with { FetchStatus = FetchStatus.Idle });

    internal void OnFetchCancelled_NeedsLock(QueryFetch<TData> fetch, QueryCancelledException error)
    {
        if (error.Silent && !ReferenceEquals(_fetch, fetch) && _fetch is { } other) fetch.Promise.Follow_NeedsLock(other.Promise);
        else if (!error.Silent && !error.Revert) OnFetchFailed_NeedsLock(fetch, error);
        else if (!error.Silent && _state.HasData) fetch.Promise.Succeed_NeedsLock(_state.Data!);
        else fetch.Promise.Fail_NeedsLock(error);
        OnEnded_NeedsLock(fetch);
    }

    internal void OnAttemptFailed_NeedsLock(int failures, Exception error) =>
        Move_NeedsLock(QueryAction.Failed, _state with { FailureCount = failures, FailureReason = error });

    internal void OnPaused_NeedsLock() => Move_NeedsLock(QueryAction.Pause, _state with { FetchStatus = FetchStatus.Paused });

    internal void OnContinued_NeedsLock() => Move_NeedsLock(QueryAction.Continue, _state with { FetchStatus = FetchStatus.Fetching });

    /// <summary>A caller stopped waiting.</summary>
    internal void OnCallerLeft_NeedsLock()
    {
        if (ObserverCount == 0 && _fetch is { IsAwaited: false }) OnUnwatched_NeedsLock();
    }

    private protected override void OnUnwatched_NeedsLock()
    {
        if (_fetch is not { IsSettled: false } fetch) return;
        if (fetch.IsAwaited && !Client.Options.StrictParity) return;
        if (fetch.TokenWasRead || (_state.FetchStatus == FetchStatus.Paused && _state.Status == QueryStatus.Pending))
            fetch.Cancel_NeedsLock(new CancelOptions(Revert: true, Silent: false));
        else fetch.CancelRetry_NeedsLock();
    }

    private void AdoptOptionsWithFetch_NeedsLock()
    {
        foreach (var watcher in Watchers)
        {
            if (watcher is not IQueryWatcher<TData> { Options: { } options } || !options.BringsFetch) continue;
            SetOptions_NeedsLock(options);
            return;
        }
    }

    private TData Shared(Optional<TData> previous, TData next)
    {
        if (_options.StructuralSharing == false) return next;
        if (_options.Share is { } share) return share(previous, next);
        return previous.TryGet(out var old) ? Sharing.Share(old, next) : next;
    }

    private void Move_NeedsLock(QueryAction action, QueryState<TData> state)
    {
        Volatile.Write(ref _state, state);
        var shared = default(SharedUpdate);
        foreach (var watcher in Watchers)
        {
            if (watcher is null) continue;
            try
            {
                watcher.OnQueryUpdate_NeedsLock(ref shared);
            }
            catch (Exception error)
            {
                // An option of one observer that throws must not keep the others from the change.
                Client.Turns.Report_NeedsLock(error);
            }
        }
        Client.Queries.Tell_NeedsLock(QueryCacheEventType.Updated, this, action);
    }
}
