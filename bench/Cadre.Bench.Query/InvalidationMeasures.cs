using System.Globalization;
using Cadre.Query;

namespace Cadre.Bench.Query;

/// <summary>Invalidating the one query below a key, in caches of two sizes. Nobody watches it.</summary>
internal static class InvalidationMeasures
{
    private const int Invalidations = 100;
    private static readonly int[] Sizes = [10_000, 100_000];

    public static IEnumerable<Figure> Run(Measurement measurement) => Sizes.SelectMany(size => OneIn(size, measurement));

    private static IEnumerable<Figure> OneIn(int size, Measurement measurement)
    {
        using var client = new QueryClient();
        var queries = SampleAgent.Many(size)
            .Select(agent => (Data: agent, Query: new QueryDefinition<SampleAgent>(["agents", agent.Id, "detail"]), Below: new QueryFilter { Key = ["agents", agent.Id] }))
            .ToArray();
        foreach (var (data, query, _) in queries) client.SetData(query, data);

        // Spread over the cache, and fresh before each run: what is invalid already costs nothing.
        var chosen = Enumerable.Range(0, Invalidations).Select(i => queries[i * (size / Invalidations)]).ToArray();
        var cost = measurement.Measure(
            () =>
            {
                foreach (var (data, query, _) in chosen) client.SetData(query, data);
            },
            () =>
            {
                foreach (var (_, _, below) in chosen) _ = client.InvalidateAsync(below);
            },
            Invalidations);
        if (chosen.Any(one => client.GetState(one.Query) is not { IsInvalidated: true })) throw new InvalidOperationException("a query was not invalidated");
        return Figure.Of(string.Create(CultureInfo.InvariantCulture, $"invalidate by prefix, 1 of {size:N0}"), cost);
    }
}
