using System.Globalization;

namespace Cadre.Bench.Dashboard;

/// <summary>The names of what is measured at the dashboard; those of the browser are written by <c>bench/dashboard/bench.mjs</c>.</summary>
internal static class DashboardMeasures
{
    public const string FirstPageOfProcess = "first page of a new process";
    public const string UncachedP50 = "first page, p50";
    public const string UncachedP95 = "first page, p95";
    public const string UncachedProcessor = "first page, CPU of the hub each";
    public const string CachedP50 = "page that is kept, p50";
    public const string CachedP95 = "page that is kept, p95";

    public const string PageBytes = "first page, compressed";
    public const string ScreenP95 = "sent to screen, p95";
    public const string MainThread = "main thread in use";
    public const string HeapBefore = "JS heap before";
    public const string HeapAfter = "JS heap after";
    public const string NodesBefore = "DOM nodes before";
    public const string NodesAfter = "DOM nodes after";

    public static string ViewersP50(int viewers) => $"{Of(viewers)}, sent to stream, p50";

    public static string ViewersP95(int viewers) => $"{Of(viewers)}, sent to stream, p95";

    public static string ViewersDelivered(int viewers) => $"{Of(viewers)}, delivered";

    public static string ViewersProcessor(int viewers) => $"{Of(viewers)}, CPU of the hub";

    public static string ViewersMemory(int viewers) => $"{Of(viewers)}, memory of the hub";

    public static string RendersPerChange(int viewers) => $"{Of(viewers)}, renders of fragments a change";

    private static string Of(int viewers) => $"{viewers.ToString("N0", CultureInfo.InvariantCulture)} viewer{(viewers == 1 ? "" : "s")}";
}
