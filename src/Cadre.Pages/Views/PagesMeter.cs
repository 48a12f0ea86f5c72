using System.Diagnostics.Metrics;

namespace Cadre.Pages;

/// <summary>The meter of this library. Names and units of its instruments are a contract; see <c>docs/operations.md</c>.</summary>
public static class PagesMeter
{
    /// <summary>What to pass to a listener or exporter: <c>Cadre.Pages</c>.</summary>
    public const string Name = "Cadre.Pages";

    internal static void Tell(IMeterFactory meters, IPageStatistics pages)
    {
        var meter = meters.Create(Name);
        meter.CreateObservableUpDownCounter("cadre.pages.views", () => pages.Views, "{view}", "Pages that are kept, each rendered once for all who look at it.");
        meter.CreateObservableUpDownCounter("cadre.pages.viewers", () => pages.Viewers, "{viewer}", "Streams and requests of pages that are open.");
        meter.CreateObservableCounter("cadre.pages.renders", () => pages.Renders, "{render}", "Fragments of pages written, however many look at them.");
    }
}
