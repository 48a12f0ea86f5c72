using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Cadre.Bench.Reporting;
using Cadre.Bench.Servers;

namespace Cadre.Bench.Suites;

/// <summary>The cost of one event in the domain alone, measured by <c>bench/Cadre.Bench.Fleet</c> in a process of its own.</summary>
internal static class ReducerSuite
{
    private const double MostSecondsPerFigure = 0.3;

    public static async Task RunAsync(Bench bench)
    {
        var program = Repository.Built("Cadre.Bench.Fleet", "Cadre.Bench.Fleet.dll");
        var seconds = Math.Min(MostSecondsPerFigure, bench.Options.Seconds).ToString(CultureInfo.InvariantCulture);
        for (var round = 0; round < bench.Options.Rounds; round++)
        {
            var start = new ProcessStartInfo(Repository.DotNet, [program, "--json", "--seconds", seconds]) { RedirectStandardOutput = true };
            using var process = Process.Start(start)!;
            while (await process.StandardOutput.ReadLineAsync() is { } line) Record(bench.Report, line);
            await process.WaitForExitAsync();
            if (process.ExitCode != 0) throw new InvalidOperationException($"{program} ended with exit code {process.ExitCode}");
        }
    }

    private static void Record(Report report, string line)
    {
        using var figure = JsonDocument.Parse(line);
        var root = figure.RootElement;
        var measure = Measures.Reducer(root.GetProperty("fleet").GetString()!, root.GetProperty("measure").GetString()!);
        report.Record("reducer", measure, HubServer.Name, root.GetProperty("microseconds").GetDouble(), "us");
    }
}
