using Cadre.Query;

namespace Cadre.Bench.Query;

/// <summary>Functional updates of one query by several threads at once: none may be lost.</summary>
internal static class UpdateMeasures
{
    private const int Threads = 4;
    private const int UpdatesEach = 20_000;

    public static IEnumerable<Figure> Run(Measurement measurement)
    {
        var query = new QueryDefinition<int>(["count"]);
        var kept = int.MaxValue;
        var cost = measurement.Measure(() =>
        {
            using var client = new QueryClient();
            client.SetData(query, 0);
            var threads = Enumerable.Range(0, Threads).Select(_ => new Thread(() =>
            {
                for (var i = 0; i < UpdatesEach; i++) client.UpdateData(query, static count => count + 1);
            })).ToList();
            threads.ForEach(static thread => thread.Start());
            threads.ForEach(static thread => thread.Join());
            kept = Math.Min(kept, client.GetData(query));
        }, Threads * UpdatesEach);
        yield return new("functional update, 4 threads x 20,000", cost.Microseconds * 1_000, "ns");
        yield return new("functional update, 4 threads x 20,000: kept", kept, "");
    }
}
