using System.Diagnostics;

namespace Cadre.Bench.Fleet;

/// <summary>Runs a piece of work again and again for a while and says what one item of it costs.</summary>
/// <remarks>In processor time, not by the clock: other work on the machine then costs caches, but does not count itself.</remarks>
internal sealed class Measurement(TimeSpan duration)
{
    private const int Rounds = 10;

    /// <summary>The median of ten rounds, so that what else the machine does for a moment does not count.</summary>
    public (double Microseconds, double Bytes) Measure(Action work, int items)
    {
        var warm = Stopwatch.StartNew();
        do work();
        while (warm.Elapsed < duration);

        var (times, bytes) = (new List<double>(), 0.0);
        for (var round = 0; round < Rounds; round++)
        {
            var (runs, allocated, used, started) = (0, GC.GetAllocatedBytesForCurrentThread(), Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
            do
            {
                work();
                runs++;
            }
            while (Stopwatch.GetElapsedTime(started) < duration / Rounds);
            times.Add((Environment.CpuUsage.TotalTime - used).TotalMicroseconds / runs / items);
            bytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)runs / items;
        }
        times.Sort();
        return (times[Rounds / 2], bytes);
    }
}
