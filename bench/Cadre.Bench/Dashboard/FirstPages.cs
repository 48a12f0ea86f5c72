using System.Globalization;
using Cadre.Bench.Loading;
using static Cadre.Bench.Dashboard.DashboardMeasures;

namespace Cadre.Bench.Dashboard;

/// <summary>From asking for the document until its last byte: pages that nobody looked at before, and one that is kept.</summary>
internal static class FirstPages
{
    private const int WarmUps = 60;
    private const int Uncached = 50;
    private const int Cached = 200;

    public static async Task RunAsync(Action<string, double, string> record, DashboardServer server)
    {
        using var client = new HttpClient { BaseAddress = server.Address };
        client.DefaultRequestHeaders.Add("Accept-Encoding", "gzip, deflate, br, zstd");
        record(FirstPageOfProcess, await TimeAsync(client, "new"), "ms");
        // A new process compiles while it serves its first pages: that is the figure above, not those below.
        for (var i = 0; i < WarmUps; i++) await TimeAsync(client, Number(i));
        await server.Meters.NoViewsAsync();

        var renders = await server.Meters.RendersAsync();
        var processor = server.Process.ProcessorTime;
        var uncached = new Histogram();
        for (var i = 0; i < Uncached; i++)
        {
            uncached.Add(Clock.FromSeconds(await TimeAsync(client, Number(WarmUps + i)) / 1_000));
            // A page is kept for a while after its last viewer: some twenty are at this pace.
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        }
        record(UncachedProcessor, (server.Process.ProcessorTime - processor).TotalMilliseconds / Uncached, "ms");
        if (await server.Meters.RendersAsync() - renders < Uncached * LargeFleet.Agents) throw new InvalidDataException("the parameter that was to make each page a new one did not");
        record(UncachedP50, uncached.Percentile(0.5), "ms");
        record(UncachedP95, uncached.Percentile(0.95), "ms");

        var cached = new Histogram();
        for (var i = 0; i < Cached; i++) cached.Add(Clock.FromSeconds(await TimeAsync(client, "kept") / 1_000));
        record(CachedP50, cached.Percentile(0.5), "ms");
        record(CachedP95, cached.Percentile(0.95), "ms");
    }

    // No such choice of what is needed exists: it makes another page that shows the same.
    private static async Task<double> TimeAsync(HttpClient client, string which)
    {
        var began = Clock.Now;
        using var answer = await client.GetAsync(new Uri($"{DashboardServer.Page}?needs=bench-{which}", UriKind.Relative));
        await answer.Content.LoadIntoBufferAsync();
        var took = Clock.ToMilliseconds(Clock.Now - began);
        answer.EnsureSuccessStatusCode();
        if (!answer.Content.Headers.ContentEncoding.Contains("br")) throw new InvalidDataException("the document did not come compressed by Brotli");
        return took;
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
