using System.Globalization;
using Cadre.Fleet;

namespace Cadre.Dashboard.Components;

/// <summary>How the pages name what the fleet has.</summary>
internal static class Words
{
    /// <summary>From here on a risk deserves a look.</summary>
    public const double HighRisk = 70;

    public static string Of(AgentStatus status) => status switch
    {
        AgentStatus.Running => "running",
        AgentStatus.Blocked => "blocked",
        AgentStatus.Resolved => "resolved",
        AgentStatus.Error => "error",
        _ => "idle",
    };

    public static string Of(FleetTaskStatus status) => status switch
    {
        FleetTaskStatus.InProgress => "in_progress",
        FleetTaskStatus.Blocked => "blocked",
        FleetTaskStatus.Completed => "completed",
        FleetTaskStatus.Failed => "failed",
        _ => "pending",
    };

    public static string Icon(FleetTaskStatus status) => Of(status).Replace('_', '-');

    public static string Label(AgentStatus status) => Capital(Of(status));

    public static string Label(FleetTaskStatus status) => Capital(Of(status).Replace('_', ' '));

    /// <summary>The band of a risk: 0 (low) to 3 (critical).</summary>
    public static int Level(double risk) => risk switch
    {
        >= 90 => 3,
        >= HighRisk => 2,
        >= 40 => 1,
        _ => 0,
    };

    /// <summary>A number of agents' risk as a word.</summary>
    public static string Band(double risk) => Level(risk) switch
    {
        3 => "critical",
        2 => "high",
        1 => "medium",
        _ => "low",
    };

    /// <summary>How a sign of life of that age is shown.</summary>
    public static string Freshness(TimeSpan age) => age.TotalMinutes < 2 ? "fresh" : age.TotalMinutes < 15 ? "old" : "silent";

    public static string Whole(double number) => Math.Round(number).ToString("0", CultureInfo.InvariantCulture);

    public static string Grouped(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>142,300 as <c>142k</c>.</summary>
    public static string Thousands(long number) => number < 1_000 ? number.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{number / 1_000}k");

    public static string Count(int number, string one, string? many = null) => string.Create(CultureInfo.InvariantCulture, $"{number:N0} {(number == 1 ? one : many ?? one + "s")}");

    /// <summary>How long ago, in one unit: <c>3 s</c>, <c>12 min</c>, <c>5 h</c>, <c>2 d</c>.</summary>
    public static string Duration(TimeSpan span) => span switch
    {
        { TotalSeconds: < 1 } => "0 s",
        { TotalMinutes: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalSeconds} s"),
        { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalMinutes} min"),
        { TotalDays: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalHours} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalDays} d"),
    };

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
