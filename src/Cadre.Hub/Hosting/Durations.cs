using System.Globalization;

namespace Cadre.Hub.Hosting;

/// <summary>Durations as people write them: <c>500ms</c>, <c>15s</c>, <c>5m</c>, <c>24h</c>, <c>7d</c>, or <c>hh:mm:ss</c>.</summary>
internal static class Durations
{
    private static readonly (string Suffix, TimeSpan Unit)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)),
        ("s", TimeSpan.FromSeconds(1)),
        ("m", TimeSpan.FromMinutes(1)),
        ("h", TimeSpan.FromHours(1)),
        ("d", TimeSpan.FromDays(1)),
    ];

    public static bool TryParse(string text, out TimeSpan duration)
    {
        foreach (var (suffix, unit) in Units)
        {
            if (text.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)
                && double.TryParse(text.AsSpan(0, text.Length - suffix.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
                && double.IsFinite(count))
            {
                var ticks = count * unit.Ticks;
                duration = ticks < long.MaxValue ? TimeSpan.FromTicks((long)ticks) : TimeSpan.MaxValue;
                return true;
            }
        }

        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out duration) && text.Contains(':');
    }

    public static string Show(TimeSpan duration)
    {
        if (duration == TimeSpan.Zero)
            return "0s";
        var (suffix, unit) = Units.Last(u => duration.Ticks % u.Unit.Ticks == 0 || u.Unit == Units[0].Unit);
        return string.Create(CultureInfo.InvariantCulture, $"{duration / unit}{suffix}");
    }
}
