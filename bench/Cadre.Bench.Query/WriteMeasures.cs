using System.Globalization;
using Cadre.Query;

namespace Cadre.Bench.Query;

/// <summary>Writing data that somebody watches, until every listener was called.</summary>
internal static class WriteMeasures
{
    private static readonly int[] Watched = [0, 1, 10, 1_000];

    public static IEnumerable<Figure> Run(Measurement measurement) => Watched.SelectMany(observers => SetWith(observers, measurement));

    private static IEnumerable<Figure> SetWith(int observers, Measurement measurement)
    {
        using var client = new QueryClient();
        // Each observer brings a definition of its own, as components do that call a function for it.
        static QueryDefinition<SampleAgent> Query() => SampleAgent.Query("agent-1") with { StaleTime = StaleTime.Infinite };
        var query = Query();
        client.SetData(query, SampleAgent.Make(1));
        var (heard, written) = (0L, 0L);
        var watching = Enumerable.Range(0, observers).Select(_ => new QueryObserver<SampleAgent>(client, Query())).ToList();
        foreach (var observer in watching) observer.Subscribe(_ => heard++);

        var values = Enumerable.Range(0, 1_000).Select(progress => SampleAgent.Make(1, progress)).ToArray();
        var sets = observers >= 100 ? 10 : 1_000;
        var cost = measurement.Measure(() =>
        {
            for (var i = 0; i < sets; i++) client.SetData(query, values[written++ % values.Length]);
        }, sets);
        if (heard != written * observers) throw new InvalidOperationException($"{heard} calls of listeners for {written} writes and {observers} observers");
        foreach (var observer in watching) observer.Dispose();
        return Figure.Of(string.Create(CultureInfo.InvariantCulture, $"set, {observers:N0} observers"), cost);
    }
}
