using System.Globalization;
using Cadre.Query;

namespace Cadre.Bench.Query;

/// <summary>What the cache needs for a query beside the user's data: key, entry, index, options and time of collection.</summary>
internal static class MemoryMeasures
{
    private const int Entries = 100_000;

    public static IEnumerable<Figure> Run(Measurement measurement)
    {
        var agents = SampleAgent.Many(Entries);
        yield return new("memory of a query, written", BytesOf(client =>
        {
            foreach (var agent in agents) client.SetData(SampleAgent.Query(agent.Id), agent);
        }), "B");
        QueryFunction<SampleAgent> fetch = context => Task.FromResult(agents[int.Parse(((string)context.Key[1]!).AsSpan("agent-".Length), CultureInfo.InvariantCulture)]);
        yield return new("memory of a query, fetched", BytesOf(client => Fetch(client, agent => SampleAgent.Query(agent.Id) with { Fetch = fetch })), "B");
        yield return new("memory of a query, fetched, two options", BytesOf(client => Fetch(client, agent => SampleAgent.Query(agent.Id) with
        {
            Fetch = fetch,
            StaleTime = TimeSpan.FromSeconds(30),
            GcTime = TimeSpan.FromMinutes(10),
        })), "B");
        GC.KeepAlive(agents);

        void Fetch(QueryClient client, Func<SampleAgent, QueryDefinition<SampleAgent>> queryOf)
        {
            foreach (var agent in agents) client.FetchAsync(queryOf(agent)).GetAwaiter().GetResult();
        }
    }

    private static double BytesOf(Action<QueryClient> fill)
    {
        using var client = new QueryClient();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        fill(client);
        var after = GC.GetTotalMemory(forceFullCollection: true);
        if (client.Queries.Count != Entries) throw new InvalidOperationException($"{client.Queries.Count} queries in the cache");
        return (after - before) / (double)Entries;
    }
}
