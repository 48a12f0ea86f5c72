using System.Globalization;

namespace Cadre.Cli.States;

/// <summary>A point in the past as users write it: a cursor, a time, or how long ago.</summary>
internal static class Moment
{
    /// <returns>What the hub takes: the text itself, or for "10m" and the like the time that long ago in Unix milliseconds.</returns>
    public static string Resolve(string text, DateTimeOffset now) =>
        TryReadAge(text, out var age) ? (now - age).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture) : text;

    private static bool TryReadAge(string text, out TimeSpan age)
    {
        age = default;
        if (text.Length < 2 || !double.TryParse(text.AsSpan(..^1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count))
            return false;
        var seconds = count * text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3_600, 'd' => 86_400, _ => double.NaN };
        // Decades: whatever a clock may have recorded, and within what a time can hold.
        if (!(seconds < 2e9))
            return false;
        age = TimeSpan.FromSeconds(seconds);
        return true;
    }
}
