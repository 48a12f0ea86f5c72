using System.Diagnostics.CodeAnalysis;

namespace Cadre.Query;

/// <summary>What a mutation observer shows at one moment. Immutable.</summary>
public sealed record MutationResult<TVariables, TData, TContext>(MutationState<TVariables, TData, TContext> State)
{
    /// <summary>What it was called with; nothing before the start.</summary>
    public Optional<TVariables> Variables => State.Variables;
    /// <summary>The answer; the default of its type if there is none.</summary>
    public TData? Data => State.Data.OrDefault();
    /// <summary>Why it failed.</summary>
    public Exception? Error => State.Error;
    /// <summary>How far it is.</summary>
    public MutationStatus Status => State.Status;
    /// <summary>Not started.</summary>
    public bool IsIdle => Status == MutationStatus.Idle;
    /// <summary>Running or waiting.</summary>
    public bool IsPending => Status == MutationStatus.Pending;
    /// <summary>Failed for good.</summary>
    [MemberNotNullWhen(true, nameof(Error))]
    public bool IsError => Status == MutationStatus.Error;
    /// <summary>Done.</summary>
    public bool IsSuccess => Status == MutationStatus.Success;
    /// <summary>Waits.</summary>
    public bool IsPaused => State.IsPaused;
}
