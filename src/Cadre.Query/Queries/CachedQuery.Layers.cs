namespace Cadre.Query;

/// <content>The server's data, what is laid over it, and what it takes of pushes and older answers.</content>
public sealed partial class CachedQuery<TData>
{
    private Layers<TData>? _layers;

    /// <summary>The server's data, without optimistic changes.</summary>
    internal Optional<TData> Base => _layers is { } layers ? layers.Base : _state.Current;

    /// <summary>The state with the server's data, without optimistic changes.</summary>
    internal override QueryState<TData> BaseState =>
        _layers is { Base: var data } ? _state with { Data = data.OrDefault(), HasData = data.HasValue } : _state;

    /// <summary>Puts an optimistic change over the data.</summary>
    internal void Lay_NeedsLock(PendingLayer<TData> layer)
    {
        _layers ??= new Layers<TData>(_state.Current);
        _layers.Add_NeedsLock(layer);
        Show_NeedsLock();
    }

    /// <summary>Takes an optimistic change away.</summary>
    internal void Lift_NeedsLock(PendingLayer<TData> layer)
    {
        if (_layers is not { } layers) return;
        layers.Remove_NeedsLock(layer);
        Show_NeedsLock();
        if (layers.IsEmpty) _layers = null;
    }

    /// <summary>Takes over a fact that the server has accepted: all of the data.</summary>
    internal void Push_NeedsLock(TData data)
    {
        var version = _options.Version?.Invoke(data);
        if (IsOlderThanBase(version)) return;
        Remember_NeedsLock(_ => data, version);
        Write_NeedsLock(data, null, keepsMark: false);
    }

    /// <summary>Takes over a fact that the server has accepted: a change of the data. If there is none yet, the fetch that runs takes it.</summary>
    internal void Push_NeedsLock(Func<TData, TData> apply)
    {
        if (!Base.TryGet(out var before))
        {
            Remember_NeedsLock(apply, null);
            return;
        }
        var data = apply(before);
        var version = _options.Version?.Invoke(data);
        if (IsOlderThanBase(version)) return;
        // A change that this data did not take says nothing about which answers have it.
        Remember_NeedsLock(apply, Identity.Same(data, before) ? null : version);
        Write_NeedsLock(data, null, keepsMark: true);
    }

    private TData Write_NeedsLock(TData data, long? updatedAt, bool keepsMark)
    {
        _layers?.RemoveOf_NeedsLock(MutationCallbacks.Current);
        var state = QueryTransitions.Succeeded(BaseState, Shared(Base, data), updatedAt ?? Client.Timers.Now);
        if (keepsMark && _state.IsInvalidated) state = state with { IsInvalidated = true };
        _revertTo = state;
        Move_NeedsLock(QueryAction.Success, Shown_NeedsLock(state));
        _written?.Succeed_NeedsLock(_state.Data!);
        _written = null;
        return _state.Data!;
    }

    /// <summary>The state of the server's data after an answer, which may be older than what is known.</summary>
    private QueryState<TData> Answered_NeedsLock(QueryFetch<TData> fetch, TData answer)
    {
        var data = fetch.Pushes is { } pushes ? pushes.Over_NeedsLock(answer, fetch.CalledAt, _options.Version, Client.Turns) : answer;
        fetch.Pushes = null;
        if (IsOlderThanBase(_options.Version?.Invoke(data))) data = Base.Value;
        data = Shared(Base, data);
        _layers?.RemoveAnswered_NeedsLock(fetch.CalledAt);
        return QueryTransitions.Succeeded(BaseState, data, Client.Timers.Now) with
        {
            FetchStatus = FetchStatus.Idle,
            FailureCount = 0,
            FailureReason = null,
        };
    }

    private bool IsOlderThanBase(long? version) => version is { } given && Base.TryGet(out var data) && given < _options.Version!(data);

    private void Remember_NeedsLock(Func<TData, TData> apply, long? version)
    {
        var moment = Client.NextMoment_NeedsLock();
        if (_fetch is { IsAttempting: true } fetch) (fetch.Pushes ??= new Pushes<TData>()).Add_NeedsLock(new Push<TData>(apply, version, moment));
    }

    /// <summary>A state of the server's data as it is to be seen.</summary>
    private QueryState<TData> Shown_NeedsLock(QueryState<TData> state) =>
        _layers is { } layers ? state with { Data = layers.Show_NeedsLock(state.Current, _state.Current).OrDefault() } : state;

    private void Show_NeedsLock()
    {
        var state = Shown_NeedsLock(BaseState);
        if (state.HasData && !Identity.Same(state.Data, _state.Data)) Move_NeedsLock(QueryAction.Layer, state);
    }
}
