using Cadre.Bench.Loading;
using Cadre.Bench.Reporting;
using Cadre.Bench.Servers;

namespace Cadre.Bench.Suites;

/// <summary>Events per second through newline-delimited batches, four senders.</summary>
internal static class BatchSuite
{
    private const int Senders = 4;
    private static readonly int[] Sizes = [100, 1000];

    public static async Task RunAsync(Bench bench)
    {
        await using var fleet = await bench.StartAsync();
        for (var round = 0; round < bench.Options.Rounds; round++)
        {
            foreach (var size in Sizes)
            {
                using var load = new HttpLoad(bench.Epoll, fleet.Hub.Address, Senders, HubServer.Batch(fleet.Hub.Address, size));
                var (_, before) = await HubServer.HeadAsync(fleet.Hub.Address);
                var result = load.RunClosed(Bench.WarmUpSeconds, bench.Options.Seconds);
                var (_, after) = await HubServer.HeadAsync(fleet.Hub.Address);
                if (after - before < result.Answers * size)
                    throw new InvalidDataException($"{result.Answers} batches of {size} were answered, but the log grew by {after - before} only");
                bench.Report.Record("batch", Measures.BatchOf(size), HubServer.Name, result.PerSecond * size, "/s");
                bench.Report.Record("batch", $"{Measures.BatchOf(size)}, p99", HubServer.Name, result.Latency.Percentile(0.99), "ms");
            }
        }
    }
}
