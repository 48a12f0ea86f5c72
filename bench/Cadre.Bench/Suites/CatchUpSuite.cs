using Cadre.Bench.Loading;
using Cadre.Bench.Reporting;
using Cadre.Bench.Servers;

namespace Cadre.Bench.Suites;

/// <summary>A reader that was away for 10,000 events resumes by its cursor; every event is checked.</summary>
internal static class CatchUpSuite
{
    private const int Behind = 10_000;
    private const int BatchSize = 1000;

    public static async Task RunAsync(Bench bench)
    {
        await using var fleet = await bench.StartAsync();
        var hub = fleet.Hub.Address;
        using var load = new HttpLoad(bench.Epoll, hub, 1, HubServer.Batch(hub, BatchSize));
        var (epoch, start) = await HubServer.HeadAsync(hub);
        for (var written = 0; written < Behind; written += BatchSize)
        {
            load.TrySend();
            load.Drain();
        }

        var (_, last) = await HubServer.HeadAsync(hub);
        if (last - start != Behind) throw new InvalidDataException($"wrote {Behind} events, but the log grew by {last - start}");
        for (var round = 0; round < Math.Max(5, bench.Options.Rounds); round++)
        {
            var took = CatchUp.Milliseconds(hub, $"{HubServer.EventsPath}/stream", epoch, start, last);
            bench.Report.Record("catchup", Measures.CatchUp, HubServer.Name, took, "ms");
        }
    }
}
