namespace Cadre.Query.Razor;

/// <summary>A mutation that a component starts and follows. Reading a member notes it: only changes of members that were read render the component.</summary>
/// <remarks>For the renderer's thread only.</remarks>
public abstract class MutationHook<TVariables, TData>
{
    private protected MutationHook()
    {
    }

    /// <summary>How far it is.</summary>
    public abstract MutationStatus Status { get; }

    /// <summary>Not started.</summary>
    public bool IsIdle => Status == MutationStatus.Idle;

    /// <summary>Running or waiting.</summary>
    public bool IsPending => Status == MutationStatus.Pending;

    /// <summary>Failed for good.</summary>
    public bool IsError => Status == MutationStatus.Error;

    /// <summary>Done.</summary>
    public bool IsSuccess => Status == MutationStatus.Success;

    /// <summary>Whether it waits for the network, for focus or for its scope.</summary>
    public abstract bool IsPaused { get; }

    /// <summary>The answer; the default of its type if there is none.</summary>
    public abstract TData? Data { get; }

    /// <summary>What it was called with; the default of its type before the first call.</summary>
    public abstract TVariables? Variables { get; }

    /// <summary>Why it failed.</summary>
    public abstract Exception? Error { get; }

    /// <summary>How many attempts failed.</summary>
    public abstract int FailureCount { get; }

    /// <summary>Why the last attempt failed.</summary>
    public abstract Exception? FailureReason { get; }

    /// <summary>When it was started.</summary>
    public abstract DateTimeOffset? SubmittedAt { get; }

    /// <summary>Starts it, and follows it instead of the call before. For event handlers: a failure is in <see cref="Error"/>, and thrown to nobody.</summary>
    public void Mutate(TVariables variables) => _ = MutateAsync(variables).ContinueWith(
        static failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);

    /// <summary>Starts it, and follows it instead of the call before.</summary>
    /// <returns>The answer, after all callbacks of the definition are done.</returns>
    /// <exception cref="Exception">Whatever the mutation failed with.</exception>
    public abstract Task<TData> MutateAsync(TVariables variables);

    /// <summary>Follows nothing any more: back to idle. A mutation that runs goes on.</summary>
    public abstract void Reset();
}
