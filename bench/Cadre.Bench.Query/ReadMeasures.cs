using Cadre.Query;

namespace Cadre.Bench.Query;

/// <summary>Reading data that is in the cache.</summary>
internal static class ReadMeasures
{
    private const int Entries = 10_000;
    private const int Reads = 1_000;

    public static IEnumerable<Figure> Run(Measurement measurement)
    {
        using var client = new QueryClient();
        foreach (var agent in SampleAgent.Many(Entries)) client.SetData(SampleAgent.Query(agent.Id), agent);
        var id = SampleAgent.Make(Entries / 2).Id;
        var held = SampleAgent.Query(id);

        var get = measurement.Measure(() =>
        {
            for (var i = 0; i < Reads; i++)
                if (!client.TryGetData(held, out _)) throw new InvalidOperationException($"{held.Key} is not in the cache");
        }, Reads);
        var getByNewKey = measurement.Measure(() =>
        {
            for (var i = 0; i < Reads; i++)
                if (!client.TryGetData(SampleAgent.Query(id), out _)) throw new InvalidOperationException($"{held.Key} is not in the cache");
        }, Reads);
        return [.. Figure.Of("get, key at hand", get), .. Figure.Of("get, key made for the call", getByNewKey)];
    }
}
