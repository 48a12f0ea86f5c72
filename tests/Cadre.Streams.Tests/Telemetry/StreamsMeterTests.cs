using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Cadre.Streams.Tests.Feeds;
using Cadre.Streams.Tests.Logs.Contract;

namespace Cadre.Streams.Tests.Telemetry;

public class StreamsMeterTests
{
    [Fact]
    public async Task Meter_counts_commits_resets_and_slow_readers()
    {
        // Other tests run at the same time: at least what this one did must have been counted.
        var seen = new ConcurrentQueue<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == StreamsMeter.Name) listener.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => seen.Enqueue($"{instrument.Name} {(tags.Length > 0 ? tags[0].Value : value)}"));
        listener.SetMeasurementEventCallback<double>((instrument, _, _, _) => seen.Enqueue(instrument.Name));
        listener.Start();

        using var folder = new TempFolder();
        await using (var log = await SqliteLog.OpenAsync(new() { DataDirectory = folder.Path }, TimeProvider.System))
        {
            await log.OpenStreamAsync("s", default);
            await log.AppendAsync("s", 0, 1, "a");
        }

        var time = new FakeTime();
        await using var feed = new TestFeed(time: time);
        using var reader = feed.Feed.Subscribe(new Cursor("other", 1));
        await reader.NextAsync();
        time.Advance(TimeSpan.FromSeconds(61));

        seen.ShouldContain("cadre.log.commit.duration");
        seen.ShouldContain("cadre.log.commit.calls 1");
        seen.ShouldContain("cadre.feed.resets unknown-epoch");
        seen.ShouldContain("cadre.feed.slow_readers 1");
    }
}
