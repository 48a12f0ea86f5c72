using System.Globalization;
using Cadre.Bench;
using Cadre.Bench.Query;

const string usage = """
    Measures Cadre.Query by itself.

      [get|set|invalidate|observe|fetch|update|share|memory …]   some measures; all by default
      [--seconds N]   how long each figure is measured (1 by default)
      [--json]        one JSON object a line instead of a table
    """;

var all = new Dictionary<string, Func<Measurement, IEnumerable<Figure>>>
{
    ["get"] = ReadMeasures.Run,
    ["set"] = WriteMeasures.Run,
    ["invalidate"] = InvalidationMeasures.Run,
    ["observe"] = ObserverMeasures.Run,
    ["fetch"] = FetchMeasures.Run,
    ["update"] = UpdateMeasures.Run,
    ["share"] = SharingMeasures.Run,
    ["memory"] = MemoryMeasures.Run,
};
var (seconds, json, wanted) = (1.0, false, new List<string>());
for (var i = 0; i < args.Length; i++)
{
    if (args[i] == "--json") json = true;
    else if (all.ContainsKey(args[i])) wanted.Add(args[i]);
    else if (args[i] == "--seconds" && i + 1 < args.Length && double.TryParse(args[++i], CultureInfo.InvariantCulture, out seconds) && seconds > 0) continue;
    else
    {
        Console.Error.WriteLine(usage);
        return args[i] is "--help" or "-h" ? 0 : 2;
    }
}

var measurement = new Measurement(TimeSpan.FromSeconds(seconds));
foreach (var (name, run) in all)
{
    if (wanted.Count > 0 && !wanted.Contains(name)) continue;
    foreach (var figure in run(measurement)) Console.WriteLine(json ? figure.Json : figure);
}
return 0;
