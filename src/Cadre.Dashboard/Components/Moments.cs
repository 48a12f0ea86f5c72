using System.Globalization;

namespace Cadre.Dashboard.Components;

/// <summary>Writes moments.</summary>
internal static class Moments
{
    public static string Iso(long unixMilliseconds) => At(unixMilliseconds).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    /// <summary>The time of day, as the server has it; a script writes it in the browser's zone.</summary>
    public static string Clock(long unixMilliseconds) => At(unixMilliseconds).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Day(long unixMilliseconds) => At(unixMilliseconds).ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    public static string ShortDay(long unixMilliseconds) => At(unixMilliseconds).ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    private static DateTimeOffset At(long unixMilliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(unixMilliseconds, DateTimeOffset.MinValue.ToUnixTimeMilliseconds(), DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));
}
