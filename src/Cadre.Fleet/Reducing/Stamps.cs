using System.Globalization;

namespace Cadre.Fleet;

/// <summary>Unix milliseconds, as the domain uses them.</summary>
internal static class Stamps
{
    private const long LastOfYear9999 = 253_402_300_799_999;

    /// <summary>Whether a stamp can order anything: 0 and less mean that the sender had none.</summary>
    public static bool IsUsable(long timestamp) => timestamp > 0;

    /// <summary>ISO 8601 in UTC with milliseconds; stamps after the year 9999, which no calendar text holds, become its end.</summary>
    public static string ToIso(long timestamp) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(timestamp, 0, LastOfYear9999))
            .UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
