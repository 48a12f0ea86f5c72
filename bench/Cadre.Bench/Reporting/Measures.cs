using System.Globalization;

namespace Cadre.Bench.Reporting;

/// <summary>The names of what is measured; suites record under them and gates look them up.</summary>
internal static class Measures
{
    public const string ReducerSmall = "10 agents, 100 tasks; apply: mix";
    public const string ReducerLarge = "1,000 agents, 10,000 tasks; apply: mix";
    public const string Posts = "single POSTs, 64 connections";
    public const string PostsP50 = "single POSTs, 64 connections, p50";
    public const string PostsP99 = "single POSTs, 64 connections, p99";
    public const string PacedP50 = "POSTs at 2,000/s, p50";
    public const string PacedP99 = "POSTs at 2,000/s, p99";
    public const string ReadOne = "one agent";
    public const string ReadList = "list of 50 agents";
    public const string CatchUp = "10,000 events behind, until the last arrives";

    public const string QueryGet = "get, key at hand";
    public const string QueryGetAllocated = "get, key at hand: allocated";
    public const string QueryMemory = "memory of a query, written";
    public const string QuerySharing = "share 1 changed of 1,000";
    public const string QuerySharingKept = "share 1 changed of 1,000: references kept";

    public static string QuerySet(int observers) => $"set, {Number(observers)} observers";

    public static string QueryInvalidation(int queries) => $"invalidate by prefix, 1 of {Number(queries)}";

    public static string Reducer(string fleet, string measure) => $"{fleet}; {measure}";

    public static string BatchOf(int size) => $"events in batches of {Number(size)}";

    public static string WatchP50(int watchers) => $"{Number(watchers)} watchers, 100 events/s, p50";

    public static string WatchP99(int watchers) => $"{Number(watchers)} watchers, 100 events/s, p99";

    public static string WatchDelivered(int watchers) => $"{Number(watchers)} watchers, 100 events/s, delivered";

    public static string WatchProcessor(int watchers) => $"{Number(watchers)} watchers, 100 events/s, CPU per million deliveries";

    public static string Deliveries(int watchers) => $"{Number(watchers)} watchers, deliveries";

    public static string ProcessorPerMillion(int watchers) => $"{Number(watchers)} watchers, CPU per million deliveries";

    public static string LoaderShare(int watchers) => $"{Number(watchers)} watchers, loader's core in use";

    public static string MemoryPerWatcher(int watchers) => $"{Number(watchers)} idle watchers, memory each";

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
