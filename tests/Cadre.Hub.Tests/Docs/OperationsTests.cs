using System.Diagnostics.Metrics;
using Cadre.Hub.Hosting;
using Cadre.Hub.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace Cadre.Hub.Tests.Docs;

/// <summary><c>docs/operations.md</c> tells of every setting and every instrument, and of no other.</summary>
public sealed class OperationsTests
{
    [Fact]
    public void Table_of_settings_is_the_list_of_settings()
    {
        var defaults = new HubOptions();
        var expected = HubSettings.All.Select(s =>
            $"| `{s.Path}` | `{s.Variable}` | {(s.Show(defaults) is { Length: > 0 } value ? $"`{value}`" : "none")} | {s.Meaning} |").ToList();

        var documented = Documents.Read("operations.md").Split('\n').Where(line => line.Contains("| `CADRE_", StringComparison.Ordinal)).ToList();

        documented.ShouldBe(expected, "The table should be:\n" + string.Join('\n', expected));
    }

    [Fact]
    public void Every_instrument_is_documented()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var published = new List<string>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, _) => { if (instrument.Meter.Name == HubMetrics.MeterName) published.Add(instrument.Name); } };
        listener.Start();
        _ = new HubMetrics(services.GetRequiredService<IMeterFactory>());

        var document = Documents.Read("operations.md");

        published.Distinct().Count().ShouldBe(8);
        foreach (var name in published)
            document.ShouldContain($"| `{name}` |");
    }
}
