namespace Cadre.Query;

/// <summary>How far a mutation is.</summary>
public enum MutationStatus
{
    /// <summary>Not started.</summary>
    Idle,
    /// <summary>Running or waiting.</summary>
    Pending,
    /// <summary>Failed for good.</summary>
    Error,
    /// <summary>Done.</summary>
    Success,
}

/// <summary>Everything that is known of a mutation at one moment, whatever its types. Immutable.</summary>
public abstract record MutationState
{
    private protected MutationState()
    {
    }

    /// <summary>How far it is.</summary>
    public MutationStatus Status { get; init; }

    /// <summary>Why it failed.</summary>
    public Exception? Error { get; init; }

    /// <summary>How many attempts failed.</summary>
    public int FailureCount { get; init; }

    /// <summary>Why the last attempt failed.</summary>
    public Exception? FailureReason { get; init; }

    /// <summary>Whether it waits for the network, for focus or for its scope.</summary>
    public bool IsPaused { get; init; }

    /// <summary>When it was started, to the millisecond; null if not yet.</summary>
    public DateTimeOffset? SubmittedAt => Instants.Public(SubmittedMs);

    internal long SubmittedMs { get; init; }

    /// <summary>The variables, of whatever type; nothing before the start.</summary>
    public abstract Optional<object?> UntypedVariables { get; }

    /// <summary>The answer, of whatever type.</summary>
    public abstract Optional<object?> UntypedData { get; }

    /// <summary>The context, of whatever type.</summary>
    public abstract Optional<object?> UntypedContext { get; }
}

/// <summary>Everything that is known of a mutation at one moment. Immutable.</summary>
public sealed record MutationState<TVariables, TData, TContext> : MutationState
{
    /// <summary>What it was called with; nothing before the start.</summary>
    public Optional<TVariables> Variables { get; init; }

    /// <summary>The answer.</summary>
    public Optional<TData> Data { get; init; }

    /// <summary>What OnMutate answered.</summary>
    public Optional<TContext> Context { get; init; }

    /// <inheritdoc/>
    public override Optional<object?> UntypedVariables => Variables.Boxed();

    /// <inheritdoc/>
    public override Optional<object?> UntypedData => Data.Boxed();

    /// <inheritdoc/>
    public override Optional<object?> UntypedContext => Context.Boxed();

    /// <summary>The same with these types.</summary>
    /// <exception cref="InvalidCastException">A value in it has another type.</exception>
    internal static MutationState<TVariables, TData, TContext> Of(MutationState state) =>
        state as MutationState<TVariables, TData, TContext> ?? new MutationState<TVariables, TData, TContext>
        {
            Status = state.Status,
            Error = state.Error,
            FailureCount = state.FailureCount,
            FailureReason = state.FailureReason,
            IsPaused = state.IsPaused,
            SubmittedMs = state.SubmittedMs,
            Variables = As<TVariables>(state.UntypedVariables),
            Data = As<TData>(state.UntypedData),
            Context = As<TContext>(state.UntypedContext),
        };

    private static Optional<T> As<T>(Optional<object?> value) => value.TryGet(out var boxed) ? Optional.Of((T)boxed!) : default;
}
