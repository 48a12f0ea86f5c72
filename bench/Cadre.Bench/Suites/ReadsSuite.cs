using Cadre.Bench.Loading;
using Cadre.Bench.Reporting;
using Cadre.Bench.Servers;

namespace Cadre.Bench.Suites;

/// <summary>Reads per second over 64 connections: one agent, and the list of fifty.</summary>
internal static class ReadsSuite
{
    public static async Task RunAsync(Bench bench)
    {
        await using var fleet = await bench.StartAsync("express");
        for (var round = 0; round < bench.Options.Rounds; round++)
        {
            foreach (var target in fleet.Targets)
            {
                Measure(bench, target, Measures.ReadOne, target.ReadOne!);
                Measure(bench, target, Measures.ReadList, target.ReadList!);
            }
        }
    }

    private static void Measure(Bench bench, Target target, string measure, Request request)
    {
        using var load = new HttpLoad(bench.Epoll, target.Address, Bench.Connections, request);
        var result = load.RunClosed(Bench.WarmUpSeconds, bench.Options.Seconds);
        bench.Report.Record("reads", measure, target.Name, result.PerSecond, "/s");
    }
}
