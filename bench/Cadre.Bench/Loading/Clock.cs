using System.Diagnostics;

namespace Cadre.Bench.Loading;

/// <summary>Time since the loader started, in ticks of 100 ns.</summary>
internal static class Clock
{
    private static readonly long Start = Stopwatch.GetTimestamp();

    public static long Now => (long)((Stopwatch.GetTimestamp() - Start) * (1e7 / Stopwatch.Frequency));

    public static long FromSeconds(double seconds) => (long)(seconds * 1e7);

    public static double ToMilliseconds(double ticks) => ticks / 1e4;
}
