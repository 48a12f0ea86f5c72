using Cadre.Query;

namespace Cadre.Bench.Query;

/// <summary>A list of which one record changed: what it takes to find out, and what stays the same object.</summary>
internal static class SharingMeasures
{
    private const int Records = 1_000;
    private const int ChangedAt = 500;
    private const int Lists = 20;

    public static IEnumerable<Figure> Run(Measurement measurement)
    {
        IReadOnlyList<SampleAgent> first = SampleAgent.Many(Records);
        var version = 0;
        var lists = new IReadOnlyList<SampleAgent>[Lists];
        Array.Fill(lists, first);
        var kept = Records;
        var cost = measurement.Measure(
            () =>
            {
                kept = Math.Min(kept, LeastKept());
                first = lists[^1];
                for (var i = 0; i < Lists; i++) lists[i] = Changed(++version);
            },
            () =>
            {
                var current = first;
                for (var i = 0; i < Lists; i++) lists[i] = current = Sharing.Share(current, lists[i]);
            },
            Lists);
        return
        [
            .. Figure.Of("share 1 changed of 1,000", cost),
            new("share 1 changed of 1,000: references kept", Math.Min(kept, LeastKept()), ""),
        ];

        int LeastKept() => lists.Select((list, at) => Kept(at == 0 ? first : lists[at - 1], list)).Min();
    }

    private static SampleAgent[] Changed(int version)
    {
        var list = SampleAgent.Many(Records);
        list[ChangedAt] = SampleAgent.Make(ChangedAt, version);
        return list;
    }

    private static int Kept(IReadOnlyList<SampleAgent> before, IReadOnlyList<SampleAgent> after)
    {
        var kept = 0;
        for (var i = 0; i < Records; i++)
            if (ReferenceEquals(before[i], after[i])) kept++;
        return kept;
    }
}
