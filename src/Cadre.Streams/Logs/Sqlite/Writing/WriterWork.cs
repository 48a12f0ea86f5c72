namespace Cadre.Streams;

/// <summary>One call that waits for the writer's thread and takes part in one of its commits.</summary>
abstract class WriterWork
{
    const int Queued = 0, Started = 1, Withdrawn = 2;

    int _state;

    /// <summary>The stream whose standing it moves, if any.</summary>
    public virtual SqliteStream? Stream => null;

    public bool TryStart() => Interlocked.CompareExchange(ref _state, Started, Queued) == Queued;

    public void Withdraw(CancellationToken cancellationToken)
    {
        if (Interlocked.CompareExchange(ref _state, Withdrawn, Queued) == Queued) Cancel(cancellationToken);
    }

    /// <summary>Reads and decides. What it throws fails this call alone.</summary>
    public virtual void Decide(SqliteTables tables, long now)
    {
    }

    /// <summary>Writes what was decided. What it throws fails every call of the same commit.</summary>
    public virtual void Write(SqliteTables tables, long now)
    {
    }

    public abstract void Complete();

    public abstract void Fail(Exception fault);

    protected abstract void Cancel(CancellationToken cancellationToken);
}

/// <summary>A <see cref="WriterWork"/> with an answer.</summary>
abstract class WriterWork<T> : WriterWork
{
    // The writer's thread must not run the callers' continuations.
    readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Task => _completion.Task;

    protected abstract T Result { get; }

    public override void Complete() => _completion.TrySetResult(Result);

    public override void Fail(Exception fault) => _completion.TrySetException(fault);

    protected override void Cancel(CancellationToken cancellationToken) => _completion.TrySetCanceled(cancellationToken);
}
