using System.Globalization;
using Cadre.Bench;
using Cadre.Bench.Fleet;

const string usage = """
    Measures Cadre.Fleet by itself: microseconds and bytes for one event, by size of the fleet.

      [--seconds N]   how long each figure is measured (1 by default)
      [--json]        one JSON object a line instead of a table
    """;

var (seconds, json) = (1.0, false);
for (var i = 0; i < args.Length; i++)
{
    if (args[i] == "--json") json = true;
    else if (args[i] == "--seconds" && i + 1 < args.Length && double.TryParse(args[++i], CultureInfo.InvariantCulture, out seconds) && seconds > 0) continue;
    else
    {
        Console.Error.WriteLine(usage);
        return args[i] is "--help" or "-h" ? 0 : 2;
    }
}

var stopwatch = new Measurement(TimeSpan.FromSeconds(seconds));
if (!json) Console.WriteLine($"{"fleet",-28} {"measure",-34} {"microseconds",12} {"bytes",9}");
foreach (var (agents, tasks) in new[] { (10, 100), (1_000, 10_000) })
{
    var size = string.Create(CultureInfo.InvariantCulture, $"{agents:N0} agents, {tasks:N0} tasks");
    foreach (var (measure, run, count) in DomainMeasures.Of(agents, tasks))
    {
        var (microseconds, bytes) = stopwatch.Measure(run, count);
        Console.WriteLine(json
            ? string.Create(CultureInfo.InvariantCulture, $$"""{"fleet":"{{size}}","measure":"{{measure}}","microseconds":{{microseconds:0.###}},"bytes":{{bytes:0}}}""")
            : string.Create(CultureInfo.InvariantCulture, $"{size,-28} {measure,-34} {microseconds,12:0.00} {bytes,9:0}"));
    }
}
return 0;
