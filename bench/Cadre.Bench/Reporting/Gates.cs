using Cadre.Bench.Dashboard;
using Cadre.Bench.Servers;
using Cadre.Bench.Suites;
using static Cadre.Bench.Reporting.Report;

namespace Cadre.Bench.Reporting;

internal sealed record GateResult(string Gate, string Measured, string Verdict);

/// <summary>The gates of the design, computed from the figures of one run.</summary>
internal static class Gates
{
    private const string NotMeasured = "not measured";

    public static IReadOnlyList<GateResult> Judge(Report report) =>
    [
        AtMost("reducer, one event, 10 agents / 100 tasks: <= 2 us", report.Median("reducer", Measures.ReducerSmall, HubServer.Name), 2, "us"),
        AtMost("reducer, one event, 1,000 agents / 10,000 tasks: <= 10 us", report.Median("reducer", Measures.ReducerLarge, HubServer.Name), 10, "us"),
        AtLeast("durable events in batches: >= 20,000/s", report.Median("batch", Measures.BatchOf(100), HubServer.Name), 20_000, "/s"),
        AtLeast("durable single POSTs, 64 connections: >= 5,000/s", report.Median("writes", Measures.Posts, HubServer.Name), 5_000, "/s"),
        AtMost("durable POSTs at 2,000/s: p99 <= 20 ms", report.Median("writes", Measures.PacedP99, HubServer.Name), 20, "ms"),
        Ratio("durable POST >= Express's in-memory POST", report, "writes", Measures.Posts, "express", 1),
        Ratio("read one agent >= 5 x Express", report, "reads", Measures.ReadOne, "express", 5),
        Ratio("read list of 50 >= 5 x Express", report, "reads", Measures.ReadList, "express", 5),
        AtMost("event -> 1,000 watchers at 100/s: p99 <= 10 ms", report.Median("watchers", Measures.WatchP99(1000), HubServer.Name), 10, "ms"),
        NotAbove("event -> 1,000 watchers at 100/s: p99 not above Nchan's", report, "watchers", Measures.WatchP99(1000), "nchan"),
        Ratio("deliveries to 1,000 watchers, saturated >= 1.5 x SignalR", report, "saturate", Measures.Deliveries(1000), "signalr", 1.5),
        Ratio("deliveries to 1,000 watchers, saturated >= 15 x Express", report, "saturate", Measures.Deliveries(1000), "express", 15),
        AtMost("memory per idle watcher: <= 20 KB", report.Median("memory", Measures.MemoryPerWatcher(1000), HubServer.Name), 20, "KB"),
        AtMost("catch up 10,000 events, none lost, none twice: <= 300 ms", report.Median("catchup", Measures.CatchUp, HubServer.Name), 300, "ms"),
        AtMost("query: get <= 50 ns", Query(report, Measures.QueryGet), 50, "ns"),
        AtMost("query: get allocates nothing", Query(report, Measures.QueryGetAllocated), 0, "B"),
        AtMost("query: set, nobody watches: <= 300 ns", Query(report, Measures.QuerySet(0)), 300, "ns"),
        AtMost("query: set, 10 observers: <= 300 + 10 x 15 ns", Query(report, Measures.QuerySet(10)), 450, "ns"),
        AtMost("query: set, 1,000 observers: <= 20 us", Query(report, Measures.QuerySet(1_000)) / 1_000, 20, "us"),
        AtMost("query: invalidate by prefix, 1 of 10,000: <= 2 us", Query(report, Measures.QueryInvalidation(10_000)) / 1_000, 2, "us"),
        AtMost("query: the same of 100,000 <= 1.5 x of 10,000",
            Query(report, Measures.QueryInvalidation(100_000)) / Query(report, Measures.QueryInvalidation(10_000)), 1.5, "x"),
        AtMost("query: memory of a query: <= 500 B", Query(report, Measures.QueryMemory), 500, "B"),
        AtMost("query: share 1 changed of 1,000: <= 10 us", Query(report, Measures.QuerySharing) / 1_000, 10, "us"),
        AtLeast("query: references kept of 999: all", Query(report, Measures.QuerySharingKept), 999, ""),
        .. DashboardGates.Judge(report),
    ];

    public static void Print(IReadOnlyList<GateResult> gates)
    {
        var (gateWidth, measuredWidth) = (gates.Max(g => g.Gate.Length), gates.Max(g => g.Measured.Length));
        Console.WriteLine();
        Console.WriteLine($"{"gate".PadRight(gateWidth)} | {"measured".PadRight(measuredWidth)} | pass/miss");
        foreach (var gate in gates) Console.WriteLine($"{gate.Gate.PadRight(gateWidth)} | {gate.Measured.PadRight(measuredWidth)} | {gate.Verdict}");
    }

    internal static GateResult AtMost(string gate, double? value, double limit, string unit) =>
        value is { } v ? new(gate, $"{Format(v)} {unit}", Verdict(v <= limit)) : new(gate, "-", NotMeasured);

    private static GateResult AtLeast(string gate, double? value, double limit, string unit) =>
        value is { } v ? new(gate, $"{Format(v)} {unit}", Verdict(v >= limit)) : new(gate, "-", NotMeasured);

    private static GateResult Ratio(string gate, Report report, string suite, string measure, string peer, double factor) =>
        report.Median(suite, measure, HubServer.Name) is { } hub && report.Median(suite, measure, peer) is { } other
            ? new(gate, $"{Format(hub)} : {Format(other)} = {Format(hub / other)} x", Verdict(hub >= factor * other))
            : new(gate, "-", NotMeasured);

    private static GateResult NotAbove(string gate, Report report, string suite, string measure, string peer) =>
        report.Median(suite, measure, HubServer.Name) is { } hub && report.Median(suite, measure, peer) is { } other
            ? new(gate, $"{Format(hub)} : {Format(other)} ms", Verdict(hub <= other))
            : new(gate, "-", NotMeasured);

    private static double? Query(Report report, string measure) => report.Median("query", measure, QuerySuite.Ours);

    private static string Verdict(bool passed) => passed ? "pass" : "MISS";
}
