using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Cadre.Client;

namespace Cadre.Dashboard.Components.Work;

/// <summary>Progress over time as paths in a box of 600 by 100. Immutable.</summary>
/// <param name="Completed">The line of what was completed.</param>
/// <param name="Area">The area below it.</param>
/// <param name="Total">The steps of how many tasks there were.</param>
/// <param name="Levels">What the lines across stand for, from the top to 0.</param>
/// <param name="Times">What the ticks below stand for, Unix milliseconds, from left to right.</param>
/// <param name="Last">The newest point.</param>
internal sealed record ProgressPlot(string Completed, string Area, string Total, ImmutableArray<long> Levels, ImmutableArray<long> Times, ProgressPoint Last)
{
    public const int Width = 600;
    public const int Height = 100;
    private const int Parts = 3;

    /// <summary>The plot; null while there are fewer than two moments.</summary>
    /// <param name="points">Oldest first.</param>
    /// <param name="until">The moment of the page; later points are left out.</param>
    public static ProgressPlot? Of(ImmutableArray<ProgressPoint> points, long? until)
    {
        var shown = points.Where(point => until is null || point.Time <= until).ToList();
        if (shown.Count < 2 || shown[^1].Time <= shown[0].Time) return null;
        var (first, last) = (shown[0], shown[^1]);
        var top = Math.Max(Parts, (shown.Max(static point => Math.Max(point.Total, point.Completed)) + Parts - 1) / Parts * Parts);
        string X(ProgressPoint point) => Number((double)(point.Time - first.Time) / (last.Time - first.Time) * Width);
        string Y(long count) => Number(Height - ((double)count / top * Height));
        var (completed, total) = (new StringBuilder($"M0 {Y(first.Completed)}"), new StringBuilder($"M0 {Y(first.Total)}"));
        for (var i = 1; i < shown.Count; i++)
        {
            var isLast = i == shown.Count - 1;
            if (isLast || shown[i].Completed != shown[i - 1].Completed || shown[i].Completed != shown[i + 1].Completed) completed.Append($"L{X(shown[i])} {Y(shown[i].Completed)}");
            if (shown[i].Total != shown[i - 1].Total) total.Append($"H{X(shown[i])}V{Y(shown[i].Total)}");
        }
        total.Append($"H{Width}");
        // Clocks show seconds: ticks that are closer would all say the same.
        var ticks = last.Time - first.Time >= Parts * 1_000 ? Parts : 1;
        return new ProgressPlot(
            completed.ToString(), $"{completed}V{Height}H0Z", total.ToString(),
            [.. Enumerable.Range(0, Parts + 1).Select(i => top - (top / Parts * i))],
            [.. Enumerable.Range(0, ticks + 1).Select(i => first.Time + ((last.Time - first.Time) / ticks * i))],
            last);
    }

    private static string Number(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
