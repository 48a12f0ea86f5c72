using Cadre.Bench.Loading;
using Cadre.Bench.Reporting;
using Cadre.Bench.Servers;

namespace Cadre.Bench.Suites;

/// <summary>What the server's resident memory grows by for each watcher that is connected and hears nothing.</summary>
internal static class MemorySuite
{
    private const double QuietSeconds = 2;

    public static async Task RunAsync(Bench bench)
    {
        foreach (var watchers in bench.Options.Watchers.Where(count => count >= 1000))
        {
            for (var round = 0; round < bench.Options.Rounds; round++)
            {
                // A fresh process each time: what earlier watchers left behind would hide the growth.
                await using var fleet = await bench.StartAsync("express", "nchan", "signalr");
                foreach (var target in fleet.Targets) bench.Attempt(target, $"memory of {watchers} watchers", () => Measure(bench, target, watchers));
            }
        }
    }

    private static void Measure(Bench bench, Target target, int watchers)
    {
        using var publisher = new HttpLoad(bench.Epoll, target.Address, 1, target.Publish);
        using (WatcherPool.Open(bench.Epoll, target.Address, 10, target.Watch, publisher)) Wait(bench);
        Wait(bench);
        var before = target.Process.ResidentBytes;
        using var pool = WatcherPool.Open(bench.Epoll, target.Address, watchers, target.Watch, publisher);
        pool.Settle(QuietSeconds);
        var grown = target.Process.ResidentBytes - before;
        bench.Report.Record("memory", Measures.MemoryPerWatcher(watchers), target.Name, grown / 1024.0 / watchers, "KB");
    }

    private static void Wait(Bench bench)
    {
        var end = Clock.Now + Clock.FromSeconds(QuietSeconds / 2);
        while (Clock.Now < end) bench.Epoll.Poll(50);
    }
}
