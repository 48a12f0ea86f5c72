using System.Globalization;
using System.Text.Json;
using Cadre.Bench.Dashboard;
using Cadre.Bench.Servers;

namespace Cadre.Bench.Suites;

/// <summary>The dashboard of a large fleet: its first page, its changes in a browser, and many who look at once.</summary>
internal static class DashboardSuite
{
    public const string Name = "dashboard";
    public const int ManyViewers = 1_000;

    public static async Task RunAsync(Bench bench)
    {
        var browser = Path.Combine(Repository.Root, "bench", "dashboard");
        if (!Directory.Exists(Path.Combine(browser, "node_modules")))
            throw new DirectoryNotFoundException($"the browser of the bench is not set up; run: npm ci --prefix {browser}");

        // Who shares the cores adds to every time below; a quiet machine has a load of less than one.
        Console.WriteLine($"load of the machine before: {(await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0]}");
        await using var server = await DashboardServer.StartAsync(bench.Options.FeedFile);
        await FirstPages.RunAsync(Record, server);
        await server.Meters.NoViewsAsync();
        await BrowseAsync(Path.Combine(browser, "bench.mjs"), server.Address, bench.Options.Minutes);
        await Viewers.RunAsync(bench.Epoll, Record, server, 1);
        await Viewers.RunAsync(bench.Epoll, Record, server, ManyViewers);

        void Record(string measure, double value, string unit) => bench.Report.Record(Name, measure, HubServer.Name, value, unit);

        // The browser has processes and threads of its own.
        Task BrowseAsync(string script, Uri hub, double minutes)
        {
            var (file, arguments) = Pinning.OnAllCores("node",
            [
                script, "--hub", hub.ToString().TrimEnd('/'), "--minutes", minutes.ToString(CultureInfo.InvariantCulture),
                "--first-task", LargeFleet.FirstTask.ToString(CultureInfo.InvariantCulture),
            ]);
            return JsonLines.RunAsync(file, arguments, line => Record(Text(line, "measure"), line.GetProperty("value").GetDouble(), Text(line, "unit")));
        }
    }

    private static string Text(JsonElement line, string property) => line.GetProperty(property).GetString()!;
}
