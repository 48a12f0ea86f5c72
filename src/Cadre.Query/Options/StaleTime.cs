namespace Cadre.Query;

/// <summary>How long data counts as fresh. The default is zero: stale at once.</summary>
public readonly record struct StaleTime
{
    private const long StaticMark = long.MaxValue;
    private const long InfiniteMark = long.MaxValue - 1;

    private readonly long _milliseconds;
    private readonly Func<CachedQuery, StaleTime>? _of;

    private StaleTime(long milliseconds, Func<CachedQuery, StaleTime>? of = null)
    {
        _milliseconds = milliseconds;
        _of = of;
    }

    /// <summary>Stale only when invalidated.</summary>
    public static StaleTime Infinite { get; } = new(InfiniteMark);

    /// <summary>Never stale, not even when invalidated; no trigger ever refetches it.</summary>
    public static StaleTime Static { get; } = new(StaticMark);

    internal bool IsStatic => _milliseconds == StaticMark;

    internal bool IsInfinite => _milliseconds == InfiniteMark;

    /// <summary>In whole milliseconds; meaningless if static or infinite.</summary>
    internal long Milliseconds => _milliseconds;

    /// <summary>Asked of the query each time. The function must be quick and must not call the client.</summary>
    public static StaleTime Of(Func<CachedQuery, StaleTime> of)
    {
        ArgumentNullException.ThrowIfNull(of);
        return new(0, of);
    }

    /// <summary>Fresh for so long; whole milliseconds count, anything below zero is zero, <see cref="Timeout.InfiniteTimeSpan"/> is for ever.</summary>
    public static implicit operator StaleTime(TimeSpan time) =>
        time == Timeout.InfiniteTimeSpan ? Infinite : new(Math.Max(0, (long)time.TotalMilliseconds));

    internal StaleTime For(CachedQuery query) => _of is null ? this : _of(query);
}
