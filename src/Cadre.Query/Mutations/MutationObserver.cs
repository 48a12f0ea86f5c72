namespace Cadre.Query;

/// <summary>Starts a mutation and follows it. Safe for use from any thread.</summary>
public sealed class MutationObserver<TVariables, TData, TContext> : IObservable<MutationResult<TVariables, TData, TContext>>, IDisposable
{
    private static readonly MutationResult<TVariables, TData, TContext> Idle = new(new MutationState<TVariables, TData, TContext>());

    private readonly QueryClient _client;
    private readonly Listeners<MutationResult<TVariables, TData, TContext>> _listeners;
    private MutationDefinition<TVariables, TData, TContext> _definition;
    private MutationResult<TVariables, TData, TContext> _result = Idle;
    private CachedMutation<TVariables, TData, TContext>? _mutation;
    private MutateCallbacks<TVariables, TData, TContext>? _callbacks;
    private bool _isFollowing;

    /// <summary>Makes an observer that follows nothing yet.</summary>
    public MutationObserver(QueryClient client, MutationDefinition<TVariables, TData, TContext> definition)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(definition);
        _client = client;
        _listeners = new Listeners<MutationResult<TVariables, TData, TContext>>(client.Turns);
        _definition = client.WithDefaults(definition);
    }

    /// <summary>What it shows now.</summary>
    /// <remarks>An observer whose last listener left follows nothing until the next one comes, or the next call.</remarks>
    public MutationResult<TVariables, TData, TContext> CurrentResult => Volatile.Read(ref _result);

    /// <summary>Calls the listener at every change of the mutation, not for the result as it is. Dispose what it returns to stop.</summary>
    public IDisposable Subscribe(Action<MutationResult<TVariables, TData, TContext>> listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        using var turn = _client.Turns.Begin();
        return Subscribe_NeedsLock(listener, null);
    }

    /// <summary>Calls <see cref="IObserver{T}.OnNext"/> with the result as it is and at every change; completes when this is disposed.</summary>
    public IDisposable Subscribe(IObserver<MutationResult<TVariables, TData, TContext>> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        using var turn = _client.Turns.Begin();
        var subscription = Subscribe_NeedsLock(observer.OnNext, observer.OnCompleted);
        _client.Turns.Tell_NeedsLock((IDelivery)subscription, _result);
        return subscription;
    }

    /// <summary>The result as it is, and every later one until cancelled or disposed; a slow reader gets the latest, not all.</summary>
    public IAsyncEnumerable<MutationResult<TVariables, TData, TContext>> ResultsAsync(CancellationToken cancellationToken = default) =>
        LatestResults.OfAsync(this, _client.Options.ContinueOnCapturedContext, cancellationToken);

    /// <summary>Starts a mutation and follows it instead of the one before.</summary>
    /// <param name="variables">What the function is called with.</param>
    /// <param name="callbacks">For this call only.</param>
    /// <returns>The answer, after all callbacks of the definition are done.</returns>
    /// <exception cref="Exception">Whatever the mutation failed with.</exception>
    public Task<TData> MutateAsync(TVariables variables, MutateCallbacks<TVariables, TData, TContext>? callbacks = null)
    {
        using var turn = _client.Turns.Begin();
        Unfollow_NeedsLock();
        _callbacks = callbacks;
        Follow_NeedsLock(_client.Mutations.Add_NeedsLock(_definition));
        return _mutation!.Execute_NeedsLock(variables);
    }

    /// <summary>Follows nothing any more.</summary>
    public void Reset()
    {
        using var turn = _client.Turns.Begin();
        Reset_NeedsLock();
    }

    /// <summary>Changes the definition; a pending mutation takes it over. Another key than before resets the observer instead.</summary>
    public void SetOptions(MutationDefinition<TVariables, TData, TContext> definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        using var turn = _client.Turns.Begin();
        var before = _definition.Key;
        _definition = _client.WithDefaults(definition);
        if (_mutation is not null) _client.Mutations.Tell_NeedsLock(MutationCacheEventType.ObserverOptionsUpdated, _mutation, this);
        if (before is not null && _definition.Key is not null && !before.Equals(_definition.Key)) Reset_NeedsLock();
        else if (_mutation is { IsPending: true }) _mutation.SetOptions_NeedsLock(_definition);
    }

    /// <summary>Stops following; the mutation itself goes on.</summary>
    public void Dispose()
    {
        using var turn = _client.Turns.Begin();
        _listeners.Clear_NeedsLock();
        Unfollow_NeedsLock();
    }

    internal void OnMutationUpdate_NeedsLock(MutationAction action, MutationState<TVariables, TData, TContext> state)
    {
        var result = Show_NeedsLock(state);
        if (!_listeners.Any) return;
        if (action == MutationAction.Success && _callbacks is { } success) success.TellSuccess_NeedsLock(_client, state);
        if (action == MutationAction.Error && _callbacks is { } failure) failure.TellError_NeedsLock(_client, state);
        _listeners.Tell_NeedsLock(result);
    }

    private IDisposable Subscribe_NeedsLock(Action<MutationResult<TVariables, TData, TContext>> listener, Action? onDisposed)
    {
        if (!_isFollowing && _mutation is not null) Follow_NeedsLock(_mutation);
        return _listeners.Add_NeedsLock(listener, OnListenerLeft_NeedsLock, onDisposed);
    }

    private void OnListenerLeft_NeedsLock()
    {
        if (!_listeners.Any) Unfollow_NeedsLock();
    }

    private void Reset_NeedsLock()
    {
        Unfollow_NeedsLock();
        _mutation = null;
        Volatile.Write(ref _result, Idle);
        _listeners.Tell_NeedsLock(Idle);
    }

    private void Follow_NeedsLock(CachedMutation<TVariables, TData, TContext> mutation)
    {
        _mutation = mutation;
        _isFollowing = true;
        mutation.AddObserver_NeedsLock(this);
        Show_NeedsLock(mutation.State);
    }

    private void Unfollow_NeedsLock()
    {
        if (!_isFollowing) return;
        _isFollowing = false;
        _mutation!.RemoveObserver_NeedsLock(this);
    }

    private MutationResult<TVariables, TData, TContext> Show_NeedsLock(MutationState<TVariables, TData, TContext> state)
    {
        var result = new MutationResult<TVariables, TData, TContext>(state);
        Volatile.Write(ref _result, result);
        return result;
    }
}
