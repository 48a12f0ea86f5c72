using System.Globalization;
using System.Text.RegularExpressions;

namespace Cadre.Fleet;

/// <summary>Reads times as <c>new Date(text).getTime()</c> does: senders of flat messages were written against that.</summary>
/// <remarks>Texts without an offset are UTC here, also where ECMAScript means local time: a hub has no locale.</remarks>
internal static partial class JsDate
{
    private const long LargestTime = 8_640_000_000_000_000;

    /// <summary>Unix milliseconds, or null when the text is not a time.</summary>
    public static long? Parse(string text)
    {
        var iso = IsoTime().Match(text);
        return iso.Success ? OfIso(iso) : LooseDate.Parse(text);
    }

    /// <summary>Whether the text is a time in ISO 8601, as opposed to one that can merely be read.</summary>
    public static bool IsIso(string text) => IsoTime().Match(text) is { Success: true } iso && OfIso(iso) is not null;

    /// <summary>Days may run over the month (30 February is 2 March); anything else out of range is not a time.</summary>
    internal static long? Of(long year, int month, int day, TimeSpan time, TimeSpan offset)
    {
        if (month is < 1 or > 12 || day is < 1 or > 31) return null;
        var milliseconds = ((DaysToMonth(year, month) + day - 1) * 86_400_000) + (time - offset).Ticks / TimeSpan.TicksPerMillisecond;
        return Math.Abs(milliseconds) <= LargestTime ? milliseconds : null;
    }

    /// <summary>A time of day; 24:00:00 is the end of the day.</summary>
    internal static TimeSpan? TimeOfDay(int hour, int minute, int second, int millisecond) =>
        hour <= 23 && minute <= 59 && second <= 59 || hour == 24 && (minute, second, millisecond) == (0, 0, 0)
            ? new TimeSpan(0, hour, minute, second, millisecond)
            : null;

    /// <summary>The first three digits of a fraction of a second.</summary>
    internal static int Milliseconds(ReadOnlySpan<char> digits)
    {
        var value = 0;
        for (var i = 0; i < 3; i++) value = (value * 10) + (i < digits.Length ? digits[i] - '0' : 0);
        return value;
    }

    private static long? OfIso(Match iso)
    {
        var year = iso.Groups["year"].Value;
        if (year == "-000000") return null;
        if (TimeOfDay(Number("hour", 0), Number("minute", 0), Number("second", 0), Milliseconds(iso.Groups["fraction"].ValueSpan)) is not { } time) return null;
        var offset = new TimeSpan(Number("offsetHour", 0), Number("offsetMinute", 0), 0);
        return Of(
            long.Parse(year, CultureInfo.InvariantCulture), Number("month", 1), Number("day", 1), time, iso.Groups["sign"].ValueSpan is "-" ? -offset : offset);

        int Number(string group, int absent) =>
            iso.Groups[group] is { Success: true } found ? int.Parse(found.ValueSpan, CultureInfo.InvariantCulture) : absent;
    }

    /// <summary>Days from 1 January 1970 to the first of a month in the Gregorian calendar, for any year.</summary>
    private static long DaysToMonth(long year, int month)
    {
        // Counting years from March puts the leap day last, so that months before it have fixed offsets.
        var (y, m) = month > 2 ? (year, month - 3) : (year - 1, month + 9);
        var era = Math.DivRem(y, 400, out var yearOfEra);
        if (yearOfEra < 0) (era, yearOfEra) = (era - 1, yearOfEra + 400);
        return (era * 146_097) + (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + (((153 * m) + 2) / 5) - 719_468;
    }

    [GeneratedRegex(
        """
        ^(?<year>\d{4}|[+-]\d{6})(-(?<month>\d\d)(-(?<day>\d\d))?)?
        (T(?<hour>\d\d):(?<minute>\d\d)(:(?<second>\d\d)(\.(?<fraction>\d+))?)?(Z|(?<sign>[+-])(?<offsetHour>\d\d):?(?<offsetMinute>\d\d))?)?$
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex IsoTime();
}
