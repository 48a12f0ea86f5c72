namespace Cadre.Query;

/// <summary>What a mutation observer shows at one moment. Immutable.</summary>
public sealed record MutationResult<TVariables, TData, TContext>(MutationState<TVariables, TData, TContext> State)
{
    /// <summary>How far it is.</summary>
    public MutationStatus Status => State.Status;
    /// <summary>Not started.</summary>
    public bool IsIdle => Status == MutationStatus.Idle;
    /// <summary>Running or waiting.</summary>
    public bool IsPending => Status == MutationStatus.Pending;
    /// <summary>Failed for good.</summary>
    public bool IsError => Status == MutationStatus.Error;
    /// <summary>Done.</summary>
    public bool IsSuccess => Status == MutationStatus.Success;
    /// <summary>Waits.</summary>
    public bool IsPaused => State.IsPaused;
}

/// <summary>Callbacks of one call; they run only while the observer has a listener and still follows that call. Not awaited.</summary>
public sealed record MutateCallbacks<TVariables, TData, TContext>
{
    /// <summary>It succeeded.</summary>
    public Action<TData, TVariables, Optional<TContext>>? OnSuccess { get; init; }
    /// <summary>It failed for good.</summary>
    public Action<Exception, TVariables, Optional<TContext>>? OnError { get; init; }
    /// <summary>Either.</summary>
    public Action<Optional<TData>, Exception?, TVariables, Optional<TContext>>? OnSettled { get; init; }
}

/// <summary>Starts a mutation and follows it. Safe for use from any thread.</summary>
public sealed class MutationObserver<TVariables, TData, TContext> : IDisposable
{
    /// <summary>Makes an observer that follows nothing yet.</summary>
    public MutationObserver(QueryClient client, MutationDefinition<TVariables, TData, TContext> definition) => throw new NotImplementedException();

    /// <summary>What it shows now.</summary>
    public MutationResult<TVariables, TData, TContext> CurrentResult => throw new NotImplementedException();

    /// <summary>Calls the listener at every change of the mutation. Dispose what it returns to stop.</summary>
    public IDisposable Subscribe(Action<MutationResult<TVariables, TData, TContext>> listener) => throw new NotImplementedException();

    /// <summary>Starts a mutation and follows it instead of the one before.</summary>
    /// <exception cref="Exception">Whatever the mutation failed with.</exception>
    public Task<TData> MutateAsync(TVariables variables, MutateCallbacks<TVariables, TData, TContext>? callbacks = null) => throw new NotImplementedException();

    /// <summary>Follows nothing any more.</summary>
    public void Reset() => throw new NotImplementedException();

    /// <summary>Changes the definition; a pending mutation takes it over.</summary>
    public void SetOptions(MutationDefinition<TVariables, TData, TContext> definition) => throw new NotImplementedException();

    /// <summary>Stops following.</summary>
    public void Dispose() => throw new NotImplementedException();
}
