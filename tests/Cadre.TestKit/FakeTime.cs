namespace Cadre.TestKit;

/// <summary>A clock that stands still until a test moves it. Safe for use from any thread.</summary>
/// <remarks>
/// <see cref="Advance"/> runs the timers that become due, in the order in which they are due, on the calling thread and with the clock at
/// their due time.
/// Monotonic timestamps follow <see cref="Advance"/> only; <see cref="SetUtcNow"/> is somebody setting the wall clock, forward or back.
/// </remarks>
public sealed class FakeTime(DateTimeOffset start) : TimeProvider
{
    readonly Lock _gate = new();
    readonly List<FakeTimer> _timers = [];
    DateTimeOffset _now = start;
    long _elapsed;

    public FakeTime() : this(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero))
    {
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>How many timers are armed.</summary>
    public int ArmedTimers
    {
        get
        {
            lock (_gate) return _timers.Count;
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return _now;
    }

    public override long GetTimestamp()
    {
        lock (_gate) return _elapsed;
    }

    /// <summary>Sets the wall clock without letting time pass: no timer runs.</summary>
    public void SetUtcNow(DateTimeOffset now)
    {
        lock (_gate) _now = now;
    }

    /// <summary>Lets time pass.</summary>
    public void Advance(TimeSpan span)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(span.Ticks);
        var end = GetTimestamp() + span.Ticks;
        while (NextDue(end) is { } timer) timer.Run();
        lock (_gate) MoveTo_NeedsLock(end);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new FakeTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    FakeTimer? NextDue(long end)
    {
        lock (_gate)
        {
            var timer = _timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due);
            if (timer is null) return null;
            MoveTo_NeedsLock(timer.Due);
            if (timer.Period > 0) timer.Due += timer.Period;
            else _timers.Remove(timer);
            return timer;
        }
    }

    void MoveTo_NeedsLock(long elapsed)
    {
        if (elapsed <= _elapsed) return;
        _now += TimeSpan.FromTicks(elapsed - _elapsed);
        _elapsed = elapsed;
    }

    sealed class FakeTimer(FakeTime time, TimerCallback callback, object? state) : ITimer
    {
        public long Due { get; set; }

        public long Period { get; private set; }

        public void Run() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._gate)
            {
                time._timers.Remove(this);
                Period = Math.Max(0, period.Ticks);
                Due = time._elapsed + dueTime.Ticks;
                if (dueTime != Timeout.InfiniteTimeSpan) time._timers.Add(this);
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
