namespace Cadre.Streams;

/// <summary>Chooses which snapshots to drop so that the past stays cheap to reach: the older, the fewer.</summary>
static class SnapshotThinning
{
    const int Kept = 16;
    const int NewestKept = 3;

    /// <summary>The snapshots to drop from <paramref name="ascending"/>, never <paramref name="written"/>.</summary>
    /// <remarks>
    /// Dropped first is the one whose neighbours would be closest together, relative to their age: what remains is spaced by ratios, so
    /// that the events to
    /// replay for a moment in the past stay in proportion to how long ago it was.
    /// </remarks>
    public static IReadOnlyList<long> Superfluous(IReadOnlyList<long> ascending, long written)
    {
        List<long> kept = [.. ascending], dropped = [];
        while (kept.Count > Kept)
        {
            var newest = kept[^1];
            var victim = Enumerable.Range(1, kept.Count - 1 - NewestKept)
                .Where(i => kept[i] != written)
                .MinBy(i => (double)(kept[i + 1] - kept[i - 1]) / (newest - kept[i - 1]));
            dropped.Add(kept[victim]);
            kept.RemoveAt(victim);
        }

        return dropped;
    }
}
