using Cadre.Bench.Loading;
using Cadre.Bench.Reporting;
using Cadre.Bench.Servers;

namespace Cadre.Bench.Suites;

/// <summary>Deliveries per second when the publisher always has more: the server is the only limit.</summary>
/// <remarks>
/// The publisher stays at most <see cref="MostEventsAhead"/> events, and <see cref="MostDeliveriesAhead"/> deliveries, ahead of what the
/// watchers have received on average, the same for every server, so that none is measured while it piles up what it cannot deliver.
/// </remarks>
internal static class SaturateSuite
{
    private const int MostEventsAhead = 256;
    private const int MostDeliveriesAhead = 256_000;

    public static Task RunAsync(Bench bench) =>
        bench.WatchAsync("watchers, saturated", (target, watchers, counts) => Measure(bench, target, watchers, counts));

    private static void Measure(Bench bench, Target target, int watchers, bool counts)
    {
        using var publisher = new HttpLoad(bench.Epoll, target.Address, Bench.Connections, target.Publish);
        using var pool = WatcherPool.Open(bench.Epoll, target.Address, watchers, target.Watch, publisher);
        var window = Math.Min(MostEventsAhead, MostDeliveriesAhead / watchers);
        var sentBefore = publisher.Sent;
        Push(Bench.WarmUpSeconds);
        var (received, processor, loader, start) = (pool.Received, target.Process.ProcessorTime, Environment.CpuUsage.TotalTime, Clock.Now);
        Push(bench.Options.Seconds);
        var (seconds, delivered) = ((Clock.Now - start) / 1e7, pool.Received - received);
        var processorSeconds = (target.Process.ProcessorTime - processor).TotalSeconds;
        if (counts) Record();

        publisher.Drain();
        pool.Settle(1);
        var due = (publisher.Sent - sentBefore) * watchers;
        if (pool.Received != due || pool.Closed > 0)
            Console.WriteLine($"  {target.Name}, {watchers} watchers: {due - pool.Received} of {due} deliveries missing, {pool.Closed} streams closed");

        void Record()
        {
            bench.Report.Record("saturate", Measures.Deliveries(watchers), target.Name, delivered / seconds, "/s");
            var loaderShare = (Environment.CpuUsage.TotalTime - loader).TotalSeconds / seconds;
            bench.Report.Record("saturate", Measures.LoaderShare(watchers), target.Name, 100 * loaderShare, "%");
            bench.Report.Record("saturate", Measures.ProcessorPerMillion(watchers), target.Name, processorSeconds / delivered * 1e6, "s");
        }

        void Push(double forSeconds)
        {
            var end = Clock.Now + Clock.FromSeconds(forSeconds);
            while (Clock.Now < end)
            {
                while ((publisher.Sent - sentBefore - window) * watchers < pool.Received && publisher.TrySend())
                {
                }

                bench.Epoll.Poll(1);
            }
        }
    }
}
