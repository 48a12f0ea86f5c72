using System.Diagnostics;

namespace Cadre.Bench;

/// <summary>Runs a piece of work again and again for a while and says what one item of it costs.</summary>
/// <remarks>In processor time, not by the clock: other work on the machine then costs caches, but does not count itself.</remarks>
internal sealed class Measurement(TimeSpan duration)
{
    private const int Rounds = 10;

    /// <summary>The median of ten rounds, so that what else the machine does for a moment does not count.</summary>
    public (double Microseconds, double Bytes) Measure(Action work, int items) => Measure(null, work, items);

    /// <param name="prepare">Runs before each run of the work and does not count; the work must then be long beside a look at the clock.</param>
    /// <param name="work">What is measured.</param>
    /// <param name="items">How many items one run of the work is.</param>
    /// <inheritdoc cref="Measure(Action, int)"/>
    public (double Microseconds, double Bytes) Measure(Action? prepare, Action work, int items)
    {
        Run(prepare, work, duration);
        var rounds = new List<(double Microseconds, double Bytes)>();
        for (var round = 0; round < Rounds; round++)
        {
            var (time, bytes, runs) = Run(prepare, work, duration / Rounds);
            rounds.Add((time.TotalMicroseconds / runs / items, bytes / (double)runs / items));
        }
        rounds.Sort();
        return rounds[Rounds / 2];
    }

    private static (TimeSpan Time, long Bytes, int Runs) Run(Action? prepare, Action work, TimeSpan atLeast)
    {
        var (time, bytes, runs, started) = (TimeSpan.Zero, 0L, 0, Stopwatch.GetTimestamp());
        var (used, allocated) = Now();
        do
        {
            if (prepare is not null)
            {
                prepare();
                (used, allocated) = Now();
            }
            work();
            runs++;
            if (prepare is not null) Count();
        }
        while (Stopwatch.GetElapsedTime(started) < atLeast);
        if (prepare is null) Count();
        return (time, bytes, runs);

        void Count()
        {
            var (usedNow, allocatedNow) = Now();
            time += usedNow - used;
            bytes += allocatedNow - allocated;
        }
    }

    private static (TimeSpan Used, long Allocated) Now() => (Environment.CpuUsage.TotalTime, GC.GetAllocatedBytesForCurrentThread());
}
