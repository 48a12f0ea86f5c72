namespace Cadre.Query;

/// <summary>Something that is due at one time. Its members belong to the client's turns.</summary>
internal abstract class Timed
{
    /// <summary>When it is due, in Unix milliseconds; <see cref="Timers.Never"/> if it is not armed.</summary>
    internal long DueAt = Timers.Never;

    /// <summary>The earliest time for which it stands in the queue.</summary>
    internal long QueuedAt = Timers.Never;

    /// <summary>Called inside a turn, disarmed.</summary>
    internal abstract void OnDue_NeedsLock();
}

/// <summary>All delays of a client on one timer.</summary>
/// <remarks>Arming later or disarming leaves the entry in the queue; it is looked at again when its old time comes. That makes both free.</remarks>
internal sealed class Timers : IDisposable
{
    public const long Never = long.MaxValue;

    private readonly TimeProvider _time;
    private readonly Turns _turns;
    private readonly PriorityQueue<Timed, (long Due, long Order)> _queue = new();
    private readonly ITimer _timer;
    private long _order;
    private long _wakesAt = Never;

    public Timers(TimeProvider time, Turns turns)
    {
        _time = time;
        _turns = turns;
        // The flow is stopped so that the timer does not keep alive what the first caller had in its context.
        using var stopped = ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();
        _timer = time.CreateTimer(static state => ((Timers)state!).Wake(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Now, in Unix milliseconds.</summary>
    public long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Makes it due so many milliseconds from now, instead of when it was due before.</summary>
    public void Arm_NeedsLock(Timed timed, long delay)
    {
        var due = Now + Math.Max(0, delay);
        timed.DueAt = due;
        if (timed.QueuedAt <= due) return;
        Enqueue(timed, due);
        WakeAt(due);
    }

    public static void Disarm_NeedsLock(Timed timed) => timed.DueAt = Never;

    public void Dispose() => _timer.Dispose();

    private void Enqueue(Timed timed, long due)
    {
        timed.QueuedAt = due;
        _queue.Enqueue(timed, (due, _order++));
    }

    private void WakeAt(long due)
    {
        if (due >= _wakesAt) return;
        _wakesAt = due;
        _timer.Change(TimeSpan.FromMilliseconds(Math.Clamp(due - Now, 0, int.MaxValue)), Timeout.InfiniteTimeSpan);
    }

    private void Wake()
    {
        using var turn = _turns.Begin();
        _wakesAt = Never;
        var now = Now;
        while (_queue.TryPeek(out var timed, out var at) && at.Due <= now)
        {
            _queue.Dequeue();
            if (timed.QueuedAt != at.Due) continue;
            timed.QueuedAt = Never;
            if (timed.DueAt > now)
            {
                if (timed.DueAt != Never) Enqueue(timed, timed.DueAt);
                continue;
            }
            timed.DueAt = Never;
            Run(timed);
        }
        if (_queue.TryPeek(out _, out var next)) WakeAt(next.Due);
    }

    private void Run(Timed timed)
    {
        try
        {
            timed.OnDue_NeedsLock();
        }
        catch (Exception error)
        {
            _turns.Report_NeedsLock(error);
        }
    }
}
