using System.Globalization;

namespace Cadre.Fleet;

/// <summary>The time of an activity item, which stays text.</summary>
internal static class ActivityTime
{
    public const string Expected = "an ISO 8601 time, such as 2026-01-31T12:00:00.000Z";

    /// <summary>
    /// ISO 8601 stays as it is written; a time in any other form, digits of Unix milliseconds included, becomes it; no text, or a time ahead of the hub,
    /// becomes now.
    /// </summary>
    public static bool TryRead(string text, long now, out string timestamp)
    {
        timestamp = Stamps.ToIso(now);
        if (text.Length == 0) return true;
        var isDigits = double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var digits);
        var time = isDigits ? Math.Floor(digits) : JsDate.Parse(text) ?? 0;
        if (!(time > 0)) return false;
        if (time <= now) timestamp = JsDate.IsIso(text) ? text : Stamps.ToIso((long)time);
        return true;
    }
}
