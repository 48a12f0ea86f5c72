using System.Globalization;

namespace Cadre.Query.Razor;

/// <summary>How long something was ago, in one unit.</summary>
internal static class Ago
{
    public static string Of(DateTimeOffset? at, DateTimeOffset now)
    {
        if (at is not { } moment) return "never";
        var age = now - moment;
        return age switch
        {
            { TotalSeconds: < 1 } => "now",
            { TotalMinutes: < 1 } => Text(age.TotalSeconds, "s"),
            { TotalHours: < 1 } => Text(age.TotalMinutes, "min"),
            { TotalDays: < 2 } => Text(age.TotalHours, "h"),
            _ => Text(age.TotalDays, "d"),
        };
    }

    private static string Text(double number, string unit) => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(number)} {unit} ago");
}
