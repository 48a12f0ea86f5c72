using Cadre.Bench.Loading;
using static Cadre.Bench.Dashboard.DashboardMeasures;

namespace Cadre.Bench.Dashboard;

/// <summary>Many who look at one page, each with an open stream, while the fleet reports.</summary>
internal static class Viewers
{
    public const double ChangesPerSecond = 50;

    private const int Publishers = 8;
    private const double Seconds = 20;
    private const int CountedChanges = 50;
    private const double QuietSeconds = 0.3;

    public static async Task RunAsync(Epoll epoll, Action<string, double, string> record, DashboardServer server, int viewers)
    {
        await server.Meters.NoViewsAsync();
        var watch = await server.WatchAsync();
        using var publisher = new HttpLoad(epoll, server.Address, Publishers, LargeFleet.Reports(server.Address));
        using var pool = WatcherPool.Open(epoll, server.Address, viewers, watch, publisher, inText: true);
        publisher.RunPaced(ChangesPerSecond, 0, 2);
        pool.Settle(QuietSeconds);
        pool.Reset();
        var processor = server.Process.ProcessorTime;
        var result = publisher.RunPaced(ChangesPerSecond, 0, Seconds);
        var used = server.Process.ProcessorTime - processor;
        pool.Settle(QuietSeconds);
        record(ViewersP50(viewers), pool.Latency.Percentile(0.5), "ms");
        record(ViewersP95(viewers), pool.Latency.Percentile(0.95), "ms");
        // Each second change bears a stamp.
        record(ViewersDelivered(viewers), 100.0 * pool.Received / (result.Answers / 2 * viewers), "%");
        record(ViewersProcessor(viewers), 100 * used.TotalSeconds / result.Seconds, "%");
        record(ViewersMemory(viewers), server.Process.ResidentBytes / 1024.0 / 1024.0, "MB");
        record(RendersPerChange(viewers), await CountAsync(epoll, server, pool, viewers), "");
    }

    // One change at a time: those that come together would share a render.
    private static async Task<double> CountAsync(Epoll epoll, DashboardServer server, WatcherPool pool, int viewers)
    {
        using var one = new HttpLoad(epoll, server.Address, 1, [.. Enumerable.Range(0, CountedChanges).Select(i => LargeFleet.Report(server.Address, i))]);
        var before = await server.Meters.RendersAsync();
        for (var i = 0; i < CountedChanges; i++)
        {
            pool.Reset();
            one.TrySend();
            one.Drain();
            var deadline = Clock.Now + Clock.FromSeconds(30);
            while (pool.Received < viewers)
            {
                if (Clock.Now > deadline) throw new TimeoutException($"a change reached {pool.Received} of {viewers} viewers within 30 s");
                epoll.Poll(10);
            }
            pool.Settle(QuietSeconds);
        }
        return (double)(await server.Meters.RendersAsync() - before) / CountedChanges;
    }
}
