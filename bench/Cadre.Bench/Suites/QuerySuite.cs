using System.Globalization;
using System.Text.Json;
using Cadre.Bench.Reporting;

namespace Cadre.Bench.Suites;

/// <summary>The query cache by itself beside TanStack Query's core on Node, each in a process of its own, in turns.</summary>
internal static class QuerySuite
{
    public const string Ours = "cadre";
    public const string Peer = "tanstack";

    public static async Task RunAsync(Bench bench)
    {
        var program = Repository.Built("Cadre.Bench.Query", "Cadre.Bench.Query.dll");
        var peer = Path.Combine(Repository.Root, "bench", "peers", "tanstack-query");
        if (bench.Options.Beside(Peer) && !Directory.Exists(Path.Combine(peer, "node_modules")))
            throw new DirectoryNotFoundException($"the TanStack peer is not set up; run: npm ci --prefix {peer}");

        string[] how = ["--json", "--seconds", bench.Options.Seconds.ToString(CultureInfo.InvariantCulture)];
        for (var round = 0; round < bench.Options.Rounds; round++)
        {
            await RunAsync(bench.Report, Ours, Repository.DotNet, [program, .. how]);
            if (bench.Options.Beside(Peer)) await RunAsync(bench.Report, Peer, "node", ["--expose-gc", Path.Combine(peer, "bench.mjs"), .. how]);
        }
    }

    private static Task RunAsync(Report report, string name, string file, IEnumerable<string> arguments)
    {
        (file, arguments) = Pinning.OnAllCores(file, arguments);
        return JsonLines.RunAsync(file, arguments, line => report.Record(
            "query", Text(line, "measure"), name, line.GetProperty("value").GetDouble(), Text(line, "unit")));
    }

    private static string Text(JsonElement line, string property) => line.GetProperty(property).GetString()!;
}
