using System.Diagnostics.Metrics;

namespace Cadre.Pages.Tests.Views;

public sealed class PagesMeterTests
{
    [Fact]
    public async Task Meter_tells_of_pages_their_viewers_and_what_was_written()
    {
        await using var site = await Site.StartAsync();
        var page = await site.LoadAsync("/notes/a");
        using var stream = await site.OpenAsync(page.Stream);
        await Patience.Until(() => site.Statistics.Viewers == 1, "the request for the document is gone");

        var told = Read(site.Meters);
        told.ShouldBe(new Dictionary<string, long>
        {
            ["cadre.pages.views"] = 1,
            ["cadre.pages.viewers"] = 1,
            ["cadre.pages.renders"] = site.Statistics.Renders,
        }, ignoreOrder: true);
        told["cadre.pages.renders"].ShouldBePositive();
    }

    // Other tests have meters of the same name at the same time.
    private static Dictionary<string, long> Read(IMeterFactory factory)
    {
        var told = new Dictionary<string, long>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == PagesMeter.Name && ReferenceEquals(instrument.Meter.Scope, factory)) listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => told[instrument.Name] = value);
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => told[instrument.Name] = value);
        listener.Start();
        listener.RecordObservableInstruments();
        return told;
    }
}
