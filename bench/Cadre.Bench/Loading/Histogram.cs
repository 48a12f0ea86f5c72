using System.Numerics;

namespace Cadre.Bench.Loading;

/// <summary>Counts of durations in ticks of 100 ns; buckets are at most 1.6 % wide.</summary>
internal sealed class Histogram
{
    private const int SubBits = 6;
    private readonly long[] _counts = new long[64 << SubBits];

    public long Count { get; private set; }

    public long Max { get; private set; }

    public void Add(long ticks)
    {
        if (ticks < 0) ticks = 0;
        _counts[Index(ticks)]++;
        Count++;
        if (ticks > Max) Max = ticks;
    }

    /// <summary>The upper edge of the bucket in which <paramref name="share"/> (0–1) of all values lie, in milliseconds.</summary>
    public double Percentile(double share)
    {
        var rank = (long)Math.Ceiling(share * Count);
        long seen = 0;
        for (var i = 0; i < _counts.Length; i++)
        {
            seen += _counts[i];
            if (seen >= rank && seen > 0) return Clock.ToMilliseconds(Math.Min(UpperEdge(i), Max));
        }

        return 0;
    }

    private static int Index(long value)
    {
        if (value < 1 << SubBits) return (int)value;
        var magnitude = BitOperations.Log2((ulong)value) - SubBits;
        return ((magnitude + 1) << SubBits) + (int)((value >> magnitude) - (1 << SubBits));
    }

    private static long UpperEdge(int index)
    {
        if (index < 1 << SubBits) return index;
        var magnitude = (index >> SubBits) - 1;
        return ((long)((index & ((1 << SubBits) - 1)) + (1 << SubBits) + 1) << magnitude) - 1;
    }
}
