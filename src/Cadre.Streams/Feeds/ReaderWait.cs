using System.Threading.Tasks.Sources;

namespace Cadre.Streams;

/// <summary>The wait of one reader, used again and again without allocation: waiting, or not.</summary>
/// <remarks>
/// Whoever has news first makes it visible and then calls <see cref="Wake"/>; the waiter first declares that it waits and then looks for
/// news once more.
/// So at least one of the two sees the other and no wake-up is lost; one too many only makes the waiter look again.
/// </remarks>
sealed class ReaderWait : IValueTaskSource, IThreadPoolWorkItem
{
    const int Idle = 0, Waiting = 1;

    ManualResetValueTaskSourceCore<bool> _source;
    int _state;

    public bool IsWaiting => Volatile.Read(ref _state) == Waiting;

    /// <summary>
    /// Declares that the only consumer waits. It must then look for news, and <see cref="Withdraw"/> if there are any, or await the task.
    /// </summary>
    public ValueTask Declare()
    {
        _source.Reset();
        var task = new ValueTask(this, _source.Version);
        Interlocked.Exchange(ref _state, Waiting);
        return task;
    }

    /// <summary>Takes the declaration back; false if the consumer has been woken already and must await the task.</summary>
    public bool Withdraw() => Interlocked.CompareExchange(ref _state, Idle, Waiting) == Waiting;

    /// <summary>Runs the consumer on this thread if it waits.</summary>
    public void Wake()
    {
        if (Interlocked.CompareExchange(ref _state, Idle, Waiting) == Waiting) _source.SetResult(true);
    }

    /// <summary>Runs the consumer on the thread pool if it waits.</summary>
    public void WakeLater()
    {
        if (IsWaiting) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    void IThreadPoolWorkItem.Execute() => Wake();

    void IValueTaskSource.GetResult(short token) => _source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);
}
