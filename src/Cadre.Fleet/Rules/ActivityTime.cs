using System.Globalization;

namespace Cadre.Fleet;

/// <summary>The time of an activity item, which stays text.</summary>
internal static class ActivityTime
{
    public const string Expected = "an ISO 8601 time, such as 2026-01-31T12:00:00.000Z";

    /// <summary>
    /// A text that is a time stays as it is; digits are Unix milliseconds and become ISO 8601; no text, or a time ahead of the hub, becomes now.
    /// </summary>
    public static bool TryRead(string text, long now, out string timestamp)
    {
        timestamp = Stamps.ToIso(now);
        if (text.Length == 0) return true;
        var isDigits = double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var digits);
        var time = isDigits ? Math.Floor(digits) : JsDate.Parse(text) ?? 0;
        if (!(time > 0)) return false;
        if (time <= now) timestamp = isDigits ? Stamps.ToIso((long)time) : text;
        return true;
    }
}
