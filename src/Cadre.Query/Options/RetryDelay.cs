namespace Cadre.Query;

/// <summary>How long to wait before the next attempt. Without one: 1 s, 2 s, 4 s … at most 30 s.</summary>
public readonly record struct RetryDelay
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly TimeSpan _fixed;
    private readonly Func<int, Exception, TimeSpan>? _of;

    private RetryDelay(TimeSpan value, Func<int, Exception, TimeSpan>? of)
    {
        _fixed = value;
        _of = of;
    }

    /// <summary>Doubling from one second up to thirty.</summary>
    public static RetryDelay Exponential { get; } = Of(static (failuresBefore, _) =>
        failuresBefore >= 5 ? Longest : TimeSpan.FromSeconds(1 << failuresBefore));

    /// <summary>Decided for each failure: how many failed before this one (0 at the first), and its error.</summary>
    public static RetryDelay Of(Func<int, Exception, TimeSpan> of)
    {
        ArgumentNullException.ThrowIfNull(of);
        return new(default, of);
    }

    /// <summary>Always the same; below zero counts as zero.</summary>
    public static implicit operator RetryDelay(TimeSpan delay) => new(delay, null);

    internal TimeSpan After(int failuresBefore, Exception error)
    {
        var delay = _of is null ? _fixed : _of(failuresBefore, error);
        return delay < TimeSpan.Zero ? TimeSpan.Zero : delay;
    }
}
