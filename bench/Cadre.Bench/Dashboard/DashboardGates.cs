using Cadre.Bench.Reporting;
using Cadre.Bench.Servers;
using Cadre.Bench.Suites;
using static Cadre.Bench.Dashboard.DashboardMeasures;

namespace Cadre.Bench.Dashboard;

/// <summary>The gates of the dashboard.</summary>
internal static class DashboardGates
{
    // What a minute of use leaves behind in a browser that has just collected its garbage.
    private const double Flat = 1.1;

    public static IEnumerable<GateResult> Judge(Report report)
    {
        double? Of(string measure) => report.Median(DashboardSuite.Name, measure, HubServer.Name);

        return
        [
            Gates.AtMost("dashboard: first page, server, p95 <= 100 ms", Of(UncachedP95), 100, "ms"),
            Gates.AtMost("dashboard: first page, compressed <= 100 KB", Of(PageBytes), 100, "KB"),
            Gates.AtMost("dashboard: change on screen at 50/s, p95 <= 250 ms", Of(ScreenP95), 250, "ms"),
            Gates.AtMost("dashboard: main thread at 50/s <= 25 %", Of(MainThread), 25, "%"),
            Gates.AtMost("dashboard: JS heap stays, <= 1.1 x", Of(HeapAfter) / Of(HeapBefore), Flat, "x"),
            Gates.AtMost("dashboard: DOM nodes stay, <= 1.1 x", Of(NodesAfter) / Of(NodesBefore), Flat, "x"),
            Gates.AtMost("dashboard: renders a change for 1,000 viewers <= 1.05 x of one", Of(RendersPerChange(DashboardSuite.ManyViewers)) / Of(RendersPerChange(1)), 1.05, "x"),
            Gates.AtMost("dashboard: hub with 1,000 viewers < 1 GB", Of(ViewersMemory(DashboardSuite.ManyViewers)), 1_000, "MB"),
        ];
    }
}
