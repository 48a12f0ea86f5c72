using Cadre.Bench.Loading;
using Cadre.Bench.Reporting;
using Cadre.Bench.Servers;

namespace Cadre.Bench.Suites;

/// <summary>From the moment an event is sent until each of N watchers has read it, at 100 events a second.</summary>
internal static class WatchersSuite
{
    private const double EventsPerSecond = 100;
    private const int Publishers = 8;

    public static Task RunAsync(Bench bench) =>
        bench.WatchAsync("watchers", (target, watchers, counts) => Measure(bench, target, watchers, counts));

    private static void Measure(Bench bench, Target target, int watchers, bool counts)
    {
        using var publisher = new HttpLoad(bench.Epoll, target.Address, Publishers, target.Publish);
        using var pool = WatcherPool.Open(bench.Epoll, target.Address, watchers, target.Watch, publisher);
        publisher.RunPaced(EventsPerSecond, 0, Bench.WarmUpSeconds);
        pool.Settle(0.5);
        pool.Reset();
        var processor = target.Process.ProcessorTime;
        var result = publisher.RunPaced(EventsPerSecond, 0, bench.Options.Seconds);
        pool.Settle(0.5);
        var processorSeconds = (target.Process.ProcessorTime - processor).TotalSeconds;
        if (!counts) return;
        var report = bench.Report;
        report.Record("watchers", Measures.WatchP50(watchers), target.Name, pool.Latency.Percentile(0.5), "ms");
        report.Record("watchers", Measures.WatchP99(watchers), target.Name, pool.Latency.Percentile(0.99), "ms");
        report.Record("watchers", Measures.WatchDelivered(watchers), target.Name, 100.0 * pool.Received / (result.Answers * watchers), "%");
        report.Record("watchers", Measures.WatchProcessor(watchers), target.Name, processorSeconds / pool.Received * 1e6, "s");
    }
}
