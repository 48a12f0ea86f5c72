using System.Collections.Concurrent;
using Cadre.Streams;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cadre.Bench.Streams;

/// <summary>
/// One feed to many watchers over real sockets. The watchers live in a process of their own (<see cref="WatcherProcess"/>).
/// </summary>
static class FeedBench
{
    const int Outstanding = 2_048;
    const int PublishedAtOnce = 16;

    public static async Task RunAsync(int watchers, TimeSpan cell)
    {
        var options = new FeedOptions { HeartbeatInterval = TimeSpan.FromHours(1) };
        await using var feed = new Feed(MemoryHistory.Epoch, MemoryHistory.Start, new MemoryHistory(), options, TimeProvider.System);
        var readers = new ConcurrentDictionary<FeedReader, bool>();
        await using var app = await StartAsync(feed, readers);
        // One connection first, so that what is loaded only once is not charged to the watchers.
        await using (await WatcherProcess.StartAsync(app.Port, 1)) await Until(() => readers.Count == 1);
        await Until(() => readers.IsEmpty);

        var before = Memory.Now();
        await using var process = await WatcherProcess.StartAsync(app.Port, watchers);
        await Until(() => readers.Count == watchers);
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, CancellationToken.None);
        var idle = Memory.Now();
        Console.WriteLine($"{watchers:N0} watchers, {MemoryHistory.FrameLength}-byte frames");
        Console.WriteLine($"idle: {(idle.Heap - before.Heap) / 1024.0 / watchers:0.0} KB of managed heap a watcher, "
            + $"{(idle.Resident - before.Resident) / 1024.0 / watchers:0.0} KB resident");

        foreach (var rate in (int[])[10, 100, 1_000])
            await MeasureAsync($"{rate:N0} events/s", feed, readers, process, () => PublishAsync(feed, rate, cell));
        await MeasureAsync("saturated", feed, readers, process, () => SaturateAsync(feed, readers, cell));
    }

    static async Task MeasureAsync(
        string name, Feed feed, ConcurrentDictionary<FeedReader, bool> readers, WatcherProcess process, Func<Task<long>> publish)
    {
        await process.ResetAsync();
        var (cpu, started) = (Environment.CpuUsage.TotalTime, TimeProvider.System.GetTimestamp());
        var published = await publish();
        await Until(() => readers.Keys.All(reader => reader.Position == feed.Head));
        var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        var used = (Environment.CpuUsage.TotalTime - cpu).TotalSeconds;
        var figures = await process.FiguresAsync();
        Console.WriteLine($"{name,-15} {published / seconds,9:N0} events/s {figures.Deliveries / seconds,12:N0} deliveries/s  "
            + $"latency p50 {figures.P50:0.00} ms, p99 {figures.P99:0.00} ms  {used / figures.Deliveries * 1e6:0.00} CPU s a million"
            + Missing(figures, published, readers.Count));
    }

    static string Missing(WatcherFigures figures, long published, int watchers) =>
        figures.Deliveries == published * watchers ? "" : $" (expected {published * watchers:N0}, got {figures.Deliveries:N0})";

    static async Task<long> PublishAsync(Feed feed, int rate, TimeSpan cell)
    {
        var started = TimeProvider.System.GetTimestamp();
        var published = 0L;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        while (TimeProvider.System.GetElapsedTime(started) < cell)
        {
            await timer.WaitForNextTickAsync();
            for (var due = (long)(TimeProvider.System.GetElapsedTime(started).TotalSeconds * rate); published < due; published++)
            {
                feed.Publish(MemoryHistory.FrameOf(feed.Head.Sequence + 1));
                feed.Flush();
            }
        }

        return published;
    }

    static async Task<long> SaturateAsync(Feed feed, ConcurrentDictionary<FeedReader, bool> readers, TimeSpan cell)
    {
        var (started, first) = (TimeProvider.System.GetTimestamp(), feed.Head.Sequence);
        while (TimeProvider.System.GetElapsedTime(started) < cell)
        {
            for (var i = 0; i < PublishedAtOnce; i++) feed.Publish(MemoryHistory.FrameOf(feed.Head.Sequence + 1));
            feed.Flush();
            if ((feed.Head.Sequence - first) % Outstanding < PublishedAtOnce)
                await Until(() => feed.Head.Sequence - readers.Keys.Min(reader => reader.Position.Sequence) < Outstanding);
        }

        return feed.Head.Sequence - first;
    }

    static async Task Until(Func<bool> condition)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            if (TimeProvider.System.GetElapsedTime(started).TotalSeconds > 30) throw new TimeoutException("the watchers did not get there within 30 s");
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, CancellationToken.None);
        }
    }

    static async Task<Server> StartAsync(Feed feed, ConcurrentDictionary<FeedReader, bool> readers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/", async context =>
        {
            using var reader = feed.Subscribe(null, context.Abort);
            readers[reader] = true;
            await FeedEndpoints.WriteSseAsync(context, reader, context.RequestAborted);
            readers.TryRemove(reader, out _);
        });
        await app.StartAsync();
        return new Server(app);
    }

    sealed class Server(WebApplication app) : IAsyncDisposable
    {
        public int Port => new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}

/// <summary>What this process holds.</summary>
readonly record struct Memory(long Heap, long Resident)
{
    public static Memory Now()
    {
        var heap = GC.GetTotalMemory(forceFullCollection: true);
        return new(heap, Environment.WorkingSet);
    }
}
