namespace Cadre.Fleet;

internal static class Severities
{
    public static string Of(double risk) => risk switch
    {
        >= 0.9 => "critical",
        >= 0.7 => "high",
        >= 0.4 => "medium",
        _ => "low",
    };
}
