namespace Cadre.Query;

/// <summary>A mutation in the cache. Safe for use from any thread.</summary>
public sealed class CachedMutation<TVariables, TData, TContext> : CachedMutation
{
    private readonly CancellationTokenSource _cancellation = new();
    private MutationDefinition<TVariables, TData, TContext> _definition;
    private MutationState<TVariables, TData, TContext> _state;
    private MutationObserver<TVariables, TData, TContext>? _observer;
    private MutationRun<TVariables, TData, TContext>? _run;
    private IReadOnlyList<PendingLayer> _layers = [];

    internal CachedMutation(QueryClient client, int id, MutationDefinition<TVariables, TData, TContext> definition, MutationState<TVariables, TData, TContext>? state)
        : base(client, id, definition.Scope)
    {
        _definition = definition;
        _state = state ?? new MutationState<TVariables, TData, TContext>();
        Collection.Keep_NeedsLock(definition.GcTime);
        Collection.Start_NeedsLock();
    }

    /// <inheritdoc/>
    public override MutationDefinition<TVariables, TData, TContext> Options => Volatile.Read(ref _definition);

    /// <inheritdoc/>
    public override MutationState<TVariables, TData, TContext> State => Volatile.Read(ref _state);

    internal override bool IsObserved_NeedsLock => _observer is not null;

    /// <summary>Whether it may lie over queries.</summary>
    internal bool HasLayers => Volatile.Read(ref _layers).Count > 0;

    internal MutationContext Context
    {
        get
        {
            var definition = Options;
            return new MutationContext(Client, definition.Key, definition.Meta, _cancellation.Token);
        }
    }

    /// <inheritdoc/>
    public override Task ContinueAsync()
    {
        using var turn = Client.Turns.Begin();
        if (_run is null) return Execute_NeedsLock(_state.Variables.TryGet(out var variables)
            ? variables
            : throw new InvalidOperationException($"Mutation {Id} cannot be continued: it was restored without variables."));
        _run.Continue_NeedsLock();
        return _run.Completion;
    }

    /// <summary>Starts it, or goes on with a pending one that was restored.</summary>
    /// <returns>The answer, once all callbacks are done.</returns>
    internal Task<TData> Execute_NeedsLock(TVariables variables)
    {
        var isRestored = _state.Status == MutationStatus.Pending;
        _run = new MutationRun<TVariables, TData, TContext>(this, variables, _definition);
        var life = new MutationLife<TVariables, TData, TContext>(this, _run, variables);
        if (isRestored) OnContinued_NeedsLock();
        else
        {
            Enter_NeedsLock(variables);
            Move_NeedsLock(MutationAction.Pending, new MutationState<TVariables, TData, TContext>
            {
                Status = MutationStatus.Pending,
                Variables = variables,
                IsPaused = !_run.CanStart_NeedsLock,
                SubmittedMs = Client.Timers.Now,
            });
        }
        Client.Turns.Start_NeedsLock(life, isRestored);
        return life.Completion;
    }

    /// <summary>It is pending from now on.</summary>
    internal void Enter_NeedsLock(Optional<TVariables> variables)
    {
        Client.Mutations.Scopes.Enter_NeedsLock(this);
        if (variables.HasValue) Volatile.Write(ref _layers, Client.Mutations.Layers.Add_NeedsLock(this, _definition.Optimistic, variables.Value));
    }

    internal override void Retire_NeedsLock()
    {
        base.Retire_NeedsLock();
        Lift_NeedsLock();
    }

    /// <summary>Makes one attempt. Called outside the lock.</summary>
    internal Task<TData> Call(TVariables variables)
    {
        var mutate = Options.Mutate ?? throw MissingFunctionException.OfMutation();
        return mutate(variables, Context);
    }

    internal override void Continue_NeedsLock()
    {
        if (_run is not null) _run.Continue_NeedsLock();
        else if (_state.Variables.TryGet(out var variables)) _ = Execute_NeedsLock(variables);
    }

    internal override void AskToStop_NeedsLock()
    {
        Client.Turns.Start_NeedsLock(new Cancellation(_cancellation), null);
        _run?.CancelRetry_NeedsLock();
    }

    internal override void Cancel_NeedsLock()
    {
        AskToStop_NeedsLock();
        _run?.Cancel_NeedsLock(CancelOptions.Default);
    }

    internal void SetOptions_NeedsLock(MutationDefinition<TVariables, TData, TContext> definition)
    {
        Volatile.Write(ref _definition, definition);
        Collection.Keep_NeedsLock(definition.GcTime);
    }

    internal void AddObserver_NeedsLock(MutationObserver<TVariables, TData, TContext> observer)
    {
        _observer = observer;
        Collection.Stop_NeedsLock();
        Client.Mutations.Tell_NeedsLock(MutationCacheEventType.ObserverAdded, this, observer);
    }

    internal void RemoveObserver_NeedsLock(MutationObserver<TVariables, TData, TContext> observer)
    {
        _observer = null;
        if (Place is not null) Collection.Start_NeedsLock();
        Client.Mutations.Tell_NeedsLock(MutationCacheEventType.ObserverRemoved, this, observer);
    }

    /// <summary>The callbacks before the function are done.</summary>
    internal void Start_NeedsLock()
    {
        if (_run!.IsSettled) return;
        if (_state.IsPaused && _run.CanStart_NeedsLock) OnContinued_NeedsLock();
        _run.Start_NeedsLock();
    }

    internal void SetContext_NeedsLock(Optional<TContext> context) =>
        Move_NeedsLock(MutationAction.Pending, _state with { Context = context, SubmittedMs = Client.Timers.Now });

    internal void OnAttemptFailed_NeedsLock(int failures, Exception error) =>
        Move_NeedsLock(MutationAction.Failed, _state with { FailureCount = failures, FailureReason = error });

    /// <summary>The function has ended, well or not.</summary>
    internal void OnAnswered_NeedsLock()
    {
        if (_layers.Count == 0) return;
        var moment = Client.NextMoment_NeedsLock();
        foreach (var layer in _layers) layer.AnsweredAt = moment;
    }

    internal void OnPaused_NeedsLock() => Move_NeedsLock(MutationAction.Pause, _state with { IsPaused = true });

    internal void OnContinued_NeedsLock() => Move_NeedsLock(MutationAction.Continue, _state with { IsPaused = false });

    internal void Succeed_NeedsLock(TData data)
    {
        Settle_NeedsLock(MutationAction.Success, _state with
        {
            Status = MutationStatus.Success,
            Data = data,
            Error = null,
            FailureCount = 0,
            FailureReason = null,
            IsPaused = false,
        });
    }

    internal void Fail_NeedsLock(Exception error)
    {
        // Whoever waits for the attempts alone must hear of it too if an error came before they began.
        if (!Client.Options.StrictParity) _run!.Cancel_NeedsLock(CancelOptions.Default);
        Settle_NeedsLock(MutationAction.Error, _state with
        {
            Status = MutationStatus.Error,
            Data = default,
            Error = error,
            FailureCount = _state.FailureCount + 1,
            FailureReason = error,
            IsPaused = false,
        });
    }

    private void Settle_NeedsLock(MutationAction action, MutationState<TVariables, TData, TContext> state)
    {
        Lift_NeedsLock();
        Move_NeedsLock(action, state);
        Collection.OnSettled_NeedsLock();
        if (Client.Mutations.Scopes.Leave_NeedsLock(this) is { State.IsPaused: true } next) next.Continue_NeedsLock();
    }

    private void Lift_NeedsLock()
    {
        Client.Mutations.Layers.Remove_NeedsLock(_layers);
        Volatile.Write(ref _layers, []);
    }

    private void Move_NeedsLock(MutationAction action, MutationState<TVariables, TData, TContext> state)
    {
        Volatile.Write(ref _state, state);
        _observer?.OnMutationUpdate_NeedsLock(action, state);
        Client.Mutations.Tell_NeedsLock(action, this);
    }

    private sealed class Cancellation(CancellationTokenSource source) : IDelivery
    {
        public void Deliver(object? what) => source.Cancel();
    }
}
