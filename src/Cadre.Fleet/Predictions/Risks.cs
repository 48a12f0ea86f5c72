namespace Cadre.Fleet;

internal static class Risks
{
    /// <summary>Independent reasons together: each leaves its part of the hope that the others left. Rounded, so that texts and orders are stable.</summary>
    public static double Together(IEnumerable<double> reasons) =>
        Math.Round(1 - reasons.Aggregate(1.0, (hope, reason) => hope * (1 - reason)), 3);
}
