namespace Cadre.Live;

/// <summary>How long to wait before the next attempt: twice as long each time up to a limit, for ever.</summary>
/// <param name="First">Before the first.</param>
/// <param name="Longest">The limit.</param>
/// <param name="Jitter">Which part of it is left to chance, 0 to 1, so that many clients do not come back at the same moment.</param>
public sealed record Backoff(TimeSpan First, TimeSpan Longest, double Jitter = 0.5)
{
    /// <summary>1 s, 2 s, 4 s … 30 s, of which half is left to chance.</summary>
    public static Backoff Default { get; } = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));

    /// <summary>The wait before an attempt.</summary>
    /// <param name="failures">How many attempts failed before.</param>
    /// <param name="chance">0 to 1.</param>
    public TimeSpan Before(int failures, double chance)
    {
        // Doubled 40 times a millisecond is 35 years; more would overflow.
        var doubled = First.Ticks * Math.Pow(2, Math.Clamp(failures, 0, 40));
        return TimeSpan.FromTicks((long)(Math.Min(doubled, Longest.Ticks) * (1 - Jitter * chance)));
    }
}
