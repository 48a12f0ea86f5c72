namespace Cadre.Query.Testing;

/// <summary>A clock that stands still until a test moves it. Safe for use from any thread.</summary>
/// <remarks>
/// Timers run in order of their due times, equal ones in the order in which they were armed, and the clock shows their due time while they run.
/// Delays count in whole milliseconds, as with real timers. A periodic timer is armed for its own due time plus the period before its callback runs.
/// </remarks>
public sealed class TestClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<TestTimer, (long Due, long Order)> _queue = new();
    private readonly DateTimeOffset _start;
    private long _elapsed;
    private long _order;
    private int _armed;

    /// <summary>Makes a clock.</summary>
    /// <param name="start">What it shows first; by default a thousand seconds after the Unix epoch.</param>
    public TestClock(DateTimeOffset? start = null) => _start = start ?? DateTimeOffset.FromUnixTimeMilliseconds(1_000_000);

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>How many timers will run if time passes.</summary>
    public int ArmedTimers
    {
        get
        {
            lock (_gate) return _armed;
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _start.AddTicks(GetTimestamp());

    /// <inheritdoc/>
    public override long GetTimestamp() => Interlocked.Read(ref _elapsed);

    /// <summary>Lets time pass, and runs on the calling thread every timer that becomes due.</summary>
    /// <remarks>With a <see cref="TestScheduler"/>, use its <see cref="TestScheduler.Advance(TimeSpan)"/> instead: it also runs continuations.</remarks>
    /// <exception cref="InvalidOperationException">Timers without delay arm each other for ever.</exception>
    public void Advance(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(time.Ticks);
        var end = GetTimestamp() + time.Ticks;
        for (var guard = new Runaway("timers"); TryRunNext(end);) guard.Count();
        MoveTo(end);
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new TestTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Runs the next timer that is due by a time, with the clock at its due time.</summary>
    internal bool TryRunNext(long end)
    {
        if (TakeNext(end) is not { } timer) return false;
        timer.Run();
        return true;
    }

    internal void MoveTo(long elapsed)
    {
        lock (_gate) _elapsed = Math.Max(_elapsed, elapsed);
    }

    private TestTimer? TakeNext(long end)
    {
        lock (_gate)
        {
            while (_queue.TryPeek(out var timer, out var at) && at.Due <= end)
            {
                _queue.Dequeue();
                if (timer.Order != at.Order) continue;
                _elapsed = Math.Max(_elapsed, at.Due);
                _armed--;
                timer.Order = TestTimer.Disarmed;
                if (timer.Period > 0) Arm_NeedsLock(timer, at.Due + timer.Period);
                return timer;
            }
            return null;
        }
    }

    private void Arm_NeedsLock(TestTimer timer, long due)
    {
        timer.Order = _order++;
        _armed++;
        _queue.Enqueue(timer, (due, timer.Order));
    }

    private sealed class TestTimer(TestClock clock, TimerCallback callback, object? state) : ITimer
    {
        public const long Disarmed = -1;

        private readonly ExecutionContext? _context = ExecutionContext.Capture();
        private bool _disposed;

        /// <summary>Which of its entries in the queue counts.</summary>
        public long Order { get; set; } = Disarmed;

        public long Period { get; private set; }

        public void Run()
        {
            if (_context is null) callback(state);
            else ExecutionContext.Run(_context, timer => ((TestTimer)timer!).Call(), this);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var due = WholeMilliseconds(dueTime);
            var every = WholeMilliseconds(period);
            lock (clock._gate)
            {
                if (_disposed) return false;
                Disarm_NeedsLock();
                Period = every ?? 0;
                if (due is { } ticks) clock.Arm_NeedsLock(this, clock._elapsed + ticks);
                return true;
            }
        }

        public void Dispose()
        {
            lock (clock._gate)
            {
                _disposed = true;
                Disarm_NeedsLock();
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }

        private void Call() => callback(state);

        private void Disarm_NeedsLock()
        {
            if (Order != Disarmed) clock._armed--;
            Order = Disarmed;
        }

        /// <summary>In ticks; nothing for never.</summary>
        private static long? WholeMilliseconds(TimeSpan time)
        {
            var milliseconds = (long)time.TotalMilliseconds;
            ArgumentOutOfRangeException.ThrowIfLessThan(milliseconds, -1, nameof(time));
            return milliseconds < 0 ? null : milliseconds * TimeSpan.TicksPerMillisecond;
        }
    }
}
