namespace Cadre.Fleet;

internal static class Severities
{
    public static string Of(double risk) => risk switch
    {
        >= 0.85 => "critical",
        >= 0.6 => "high",
        >= 0.35 => "medium",
        _ => "low",
    };
}
