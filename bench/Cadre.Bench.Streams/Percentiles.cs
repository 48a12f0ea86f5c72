namespace Cadre.Bench.Streams;

static class Percentiles
{
    /// <summary>The value below which a share of the ascending samples lies.</summary>
    public static double At(this double[] ascending, double share) =>
        ascending.Length == 0 ? double.NaN : ascending[Math.Min(ascending.Length - 1, (int)(ascending.Length * share))];
}
