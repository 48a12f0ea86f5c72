namespace Cadre.Query;

/// <summary>Whether a failed attempt is repeated.</summary>
public readonly record struct Retry
{
    private readonly int _retries;
    private readonly Func<int, Exception, bool>? _when;

    private Retry(int retries, Func<int, Exception, bool>? when = null)
    {
        _retries = retries;
        _when = when;
    }

    /// <summary>The first failure is final.</summary>
    public static Retry Never { get; }

    /// <summary>Until it works, or is cancelled.</summary>
    public static Retry Forever { get; } = new(int.MaxValue);

    /// <summary>So many attempts after the first one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static Retry Times(int retries)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(retries);
        return new(retries);
    }

    /// <summary>Decided for each failure: how many failed before this one (0 at the first), and its error.</summary>
    public static Retry When(Func<int, Exception, bool> when)
    {
        ArgumentNullException.ThrowIfNull(when);
        return new(0, when);
    }

    /// <summary>So many attempts after the first one.</summary>
    public static implicit operator Retry(int retries) => Times(retries);

    internal bool Allows(int failuresBefore, Exception error) => _when is null ? failuresBefore < _retries : _when(failuresBefore, error);
}
