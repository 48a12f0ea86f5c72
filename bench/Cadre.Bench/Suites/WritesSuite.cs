using Cadre.Bench.Loading;
using Cadre.Bench.Reporting;

namespace Cadre.Bench.Suites;

/// <summary>Single POSTs of the executive contract over 64 connections: as fast as they go, and at a fixed pace.</summary>
internal static class WritesSuite
{
    private const double PacePerSecond = 2000;

    public static async Task RunAsync(Bench bench)
    {
        await using var fleet = await bench.StartAsync("express");
        for (var round = 0; round < bench.Options.Rounds; round++)
        {
            foreach (var target in fleet.Targets)
            {
                using var load = new HttpLoad(bench.Epoll, target.Address, Bench.Connections, target.Publish);
                var closed = load.RunClosed(Bench.WarmUpSeconds, bench.Options.Seconds);
                bench.Report.Record("writes", Measures.Posts, target.Name, closed.PerSecond, "/s");
                bench.Report.Record("writes", Measures.PostsP50, target.Name, closed.Latency.Percentile(0.5), "ms");
                bench.Report.Record("writes", Measures.PostsP99, target.Name, closed.Latency.Percentile(0.99), "ms");

                var paced = load.RunPaced(PacePerSecond, Bench.WarmUpSeconds, bench.Options.Seconds);
                bench.Report.Record("writes", Measures.PacedP50, target.Name, paced.Latency.Percentile(0.5), "ms");
                bench.Report.Record("writes", Measures.PacedP99, target.Name, paced.Latency.Percentile(0.99), "ms");
            }
        }
    }
}
