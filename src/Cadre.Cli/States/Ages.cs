namespace Cadre.Cli.States;

/// <summary>How long ago or ahead something is, in the largest unit that fits.</summary>
internal static class Ages
{
    private const double Century = 36_525 * 86_400_000.0;

    public static string Since(long milliseconds, DateTimeOffset now) => Show(Between(milliseconds, now)) is { } age ? $"{age} ago" : "now";

    public static string Until(long milliseconds, DateTimeOffset now) => Show(-Between(milliseconds, now)) is { } age ? $"in {age}" : "now";

    // Any number may stand in a report; a century is as far as an age makes sense.
    private static TimeSpan Between(long milliseconds, DateTimeOffset now) =>
        TimeSpan.FromMilliseconds(Math.Clamp(now.ToUnixTimeMilliseconds() - (double)milliseconds, -Century, Century));

    private static string? Show(TimeSpan age) => age switch
    {
        { TotalSeconds: < 1 } => null,
        { TotalMinutes: < 1 } => $"{age.Seconds} s",
        { TotalHours: < 1 } => $"{age.Minutes} min",
        { TotalDays: < 2 } => $"{(int)age.TotalHours} h",
        _ => $"{(int)age.TotalDays} days",
    };
}
