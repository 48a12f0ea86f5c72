using System.Collections.Immutable;
using Cadre.Fleet;

namespace Cadre.Client;

/// <summary>A bounded number of points, spread over all of their time, with the first and the last one.</summary>
internal static class ProgressCurve
{
    public const int MostPoints = 240;

    public static ImmutableArray<ProgressPoint> Of(IEnumerable<ProgressPoint> points)
    {
        List<ProgressPoint> kept = [];
        foreach (var point in points) Add(kept, point);
        return [.. kept];
    }

    public static ImmutableArray<ProgressPoint> With(ImmutableArray<ProgressPoint> points, ProgressPoint next)
    {
        List<ProgressPoint> kept = [.. points];
        Add(kept, next);
        return [.. kept];
    }

    public static ProgressPoint? PointOf(RecordedFact fact) =>
        fact.Fact is ProgressUpdated { Progress: var progress } ? new(fact.Time, progress.CompletedTasks, progress.TotalTasks) : null;

    /// <summary>The point goes whose neighbours are nearest to each other: dropping every second one again and again would leave nothing of the beginning.</summary>
    private static void Add(List<ProgressPoint> points, ProgressPoint next)
    {
        points.Add(next);
        if (points.Count <= MostPoints) return;
        var dropped = 1;
        for (var i = 2; i < points.Count - 1; i++)
            if (points[i + 1].Time - points[i - 1].Time < points[dropped + 1].Time - points[dropped - 1].Time) dropped = i;
        points.RemoveAt(dropped);
    }
}
