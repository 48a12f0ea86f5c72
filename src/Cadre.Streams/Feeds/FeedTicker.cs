using System.Runtime.CompilerServices;

namespace Cadre.Streams;

/// <summary>
/// One timer for the heartbeats and time-outs of every connection in the process (per clock): thousands of connections share it.
/// </summary>
sealed class FeedTicker
{
    static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);
    static readonly ConditionalWeakTable<TimeProvider, FeedTicker> Tickers = [];

    readonly TimeProvider _time;
    readonly ITimer _timer;
    readonly Lock _gate = new();
    readonly HashSet<ITicked> _members = [];
    int _ticking;

    FeedTicker(TimeProvider time)
    {
        _time = time;
        _timer = time.CreateTimer(static ticker => ((FeedTicker)ticker!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public static FeedTicker Of(TimeProvider time) => Tickers.GetValue(time, static time => new FeedTicker(time));

    public void Add(ITicked member)
    {
        lock (_gate)
            if (_members.Add(member) && _members.Count == 1) _timer.Change(Period, Period);
    }

    void Tick()
    {
        // A tick that takes longer than the period must not meet the next.
        if (Interlocked.Exchange(ref _ticking, 1) != 0) return;
        ITicked[] members;
        lock (_gate) members = [.. _members];
        var now = _time.GetTimestamp();
        foreach (var member in members)
        {
            member.Tick(now);
            if (!member.WantsTicks) Forget(member);
        }

        Volatile.Write(ref _ticking, 0);
    }

    void Forget(ITicked member)
    {
        // Asked again under the lock: it may have gained a connection, and then it has been added again or will be.
        lock (_gate)
            if (!member.WantsTicks && _members.Remove(member) && _members.Count == 0)
                _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
