namespace Cadre.Query;

/// <summary>All delays of a client on one timer.</summary>
/// <remarks>
/// Arming later or disarming leaves the entry in the queue; it is looked at again when its old time comes. That makes both free.
/// Delays are counted by the monotonic clock, so that setting the wall clock neither holds them up nor cuts them short.
/// </remarks>
internal sealed class Timers : IDisposable
{
    public const long Never = long.MaxValue;

    private const int SmallestSweep = 1024;

    private readonly TimeProvider _time;
    private readonly Turns _turns;
    private readonly PriorityQueue<ITimed, (long Due, long Order)> _queue = new();
    private readonly ITimer _timer;
    private readonly long _start;
    private int _sweepAt = SmallestSweep;
    private readonly bool _oneByOne;
    private long _order;
    private long _wakesAt = Never;

    /// <param name="time">Where time comes from.</param>
    /// <param name="turns">The client's turns.</param>
    /// <param name="oneByOne">Whether what one due entry starts goes on before the next one; for deterministic tests.</param>
    public Timers(TimeProvider time, Turns turns, bool oneByOne = false)
    {
        _oneByOne = oneByOne;
        _time = time;
        _turns = turns;
        _start = time.GetTimestamp();
        // The flow is stopped so that the timer does not keep alive what the first caller had in its context.
        using var stopped = ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();
        _timer = time.CreateTimer(static state => ((Timers)state!).Wake(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Now, in Unix milliseconds.</summary>
    public long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>How many stand in the queue, armed or not any more.</summary>
    internal int Queued => _queue.Count;

    /// <summary>How many are armed.</summary>
    internal int Armed
    {
        get
        {
            using var turn = _turns.Begin();
            return _queue.UnorderedItems.Count(static entry => entry.Element.Due.QueuedAt == entry.Priority.Due && entry.Element.Due.IsArmed);
        }
    }

    private long Elapsed => (long)_time.GetElapsedTime(_start).TotalMilliseconds;

    /// <summary>Makes it due so many milliseconds from now, instead of when it was due before.</summary>
    public void Arm_NeedsLock(ITimed timed, long delay)
    {
        var due = Elapsed + Math.Max(0, delay);
        ref var time = ref timed.Due;
        time.At = due;
        if (time.QueuedAt <= due) return;
        Enqueue(timed, due);
        WakeAt(due);
    }

    public static void Disarm_NeedsLock(ITimed timed) => timed.Due.At = Never;

    public override string ToString() => $"timers: {Queued} queued, {Armed} armed, woken at {_wakesAt}, now {Elapsed}";

    public void Dispose() => _timer.Dispose();

    private void Enqueue(ITimed timed, long due)
    {
        if (_queue.Count >= _sweepAt) Sweep();
        timed.Due.QueuedAt = due;
        _queue.Enqueue(timed, (due, _order++));
    }

    /// <summary>Drops entries that count no more: they would keep alive until their time what was disarmed and forgotten long before.</summary>
    private void Sweep()
    {
        var kept = new List<(ITimed, (long, long))>();
        foreach (var (timed, at) in _queue.UnorderedItems)
        {
            ref var time = ref timed.Due;
            if (time.QueuedAt != at.Due) continue;
            if (!time.IsArmed) time.QueuedAt = Never;
            else kept.Add((timed, at));
        }
        _queue.Clear();
        _queue.EnqueueRange(kept);
        _sweepAt = Math.Max(SmallestSweep, 2 * kept.Count);
    }

    private void WakeAt(long due)
    {
        if (due >= _wakesAt) return;
        _wakesAt = due;
        _timer.Change(TimeSpan.FromMilliseconds(Math.Clamp(due - Elapsed, 0, int.MaxValue)), Timeout.InfiniteTimeSpan);
    }

    private void Wake()
    {
        using var turn = _turns.Begin();
        _wakesAt = Never;
        var now = Elapsed;
        while (_queue.TryPeek(out var timed, out var at) && at.Due <= now)
        {
            _queue.Dequeue();
            ref var time = ref timed.Due;
            if (time.QueuedAt != at.Due) continue;
            time.QueuedAt = Never;
            if (time.At > now)
            {
                if (time.IsArmed) Enqueue(timed, time.At);
                continue;
            }
            time.At = Never;
            Run(timed);
            if (_oneByOne) break;
        }
        if (_queue.TryPeek(out _, out var next)) WakeAt(next.Due);
    }

    private void Run(ITimed timed)
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
