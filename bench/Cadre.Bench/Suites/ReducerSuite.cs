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
            await JsonLines.RunAsync(Repository.DotNet, [program, "--json", "--seconds", seconds], line => Record(bench.Report, line));
    }

    private static void Record(Report report, JsonElement line)
    {
        var measure = Measures.Reducer(line.GetProperty("fleet").GetString()!, line.GetProperty("measure").GetString()!);
        report.Record("reducer", measure, HubServer.Name, line.GetProperty("microseconds").GetDouble(), "us");
    }
}
