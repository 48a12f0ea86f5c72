using System.Collections.Immutable;
using Cadre.Fleet;

namespace Cadre.Client;

/// <summary>A bounded number of points that has the first and the last one.</summary>
internal static class ProgressCurve
{
    public const int MostPoints = 240;

    public static ImmutableArray<ProgressPoint> Of(IEnumerable<ProgressPoint> points)
    {
        var all = points.ToImmutableArray();
        while (all.Length > MostPoints) all = Halved(all);
        return all;
    }

    public static ImmutableArray<ProgressPoint> With(ImmutableArray<ProgressPoint> points, ProgressPoint next) => Of([.. points, next]);

    public static ProgressPoint? PointOf(RecordedFact fact) =>
        fact.Fact is ProgressUpdated { Progress: var progress } ? new(fact.Time, progress.CompletedTasks, progress.TotalTasks) : null;

    /// <summary>Not to the limit: the next point would thin it again, and always at the same place.</summary>
    private static ImmutableArray<ProgressPoint> Halved(ImmutableArray<ProgressPoint> points) =>
        [.. points.Where((_, index) => index % 2 == 0 || index == points.Length - 1)];
}
