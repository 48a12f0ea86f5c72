using System.IO.Compression;

namespace Cadre.Conformance.Query;

/// <summary>Finds recorded scenarios: files with their traces beside them, folders of such, and packs.</summary>
/// <remarks>A pack (<c>.jsonl.gz</c>) has one scenario with its trace a line.</remarks>
internal static class ScenarioFiles
{
    private const string TraceEnding = ".trace.json";
    private const string ScenarioEnding = ".json";
    private const string PackEnding = ".jsonl.gz";

    /// <exception cref="FileNotFoundException">There is nothing at the path.</exception>
    public static IEnumerable<RecordedScenario> At(string path)
    {
        if (Directory.Exists(path))
        {
            return Directory.EnumerateFiles(path, "*" + ScenarioEnding)
                .Where(file => !file.EndsWith(TraceEnding, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(InFile);
        }
        if (!File.Exists(path)) throw new FileNotFoundException($"'{path}' is neither a scenario, nor a pack, nor a folder of scenarios.");
        return path.EndsWith(PackEnding, StringComparison.Ordinal) ? InPack(path) : [InFile(path)];
    }

    /// <summary>Writes a pack.</summary>
    public static void Pack(string pack, IEnumerable<RecordedScenario> scenarios)
    {
        using var writer = new StreamWriter(new GZipStream(File.Create(pack), CompressionLevel.SmallestSize));
        writer.NewLine = "\n";
        foreach (var recorded in scenarios)
        {
            var (scenario, trace) = recorded.Read();
            var line = new Dictionary<string, object?> { ["scenario"] = scenario.Spec.Members, ["events"] = trace?.Events.Select(e => e.Members).ToList() };
            writer.WriteLine(CanonicalJson.InOrder(line));
        }
    }

    private static RecordedScenario InFile(string file) => new(Path.GetFileNameWithoutExtension(file), () =>
    {
        var trace = file[..^ScenarioEnding.Length] + TraceEnding;
        return (Scenario.Of(Json.Parse(File.ReadAllText(file))), File.Exists(trace) ? Trace.Of(Json.Parse(File.ReadAllText(trace))) : null);
    });

    private static IEnumerable<RecordedScenario> InPack(string pack)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(pack), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            var spec = Spec.Of(Json.Parse(line));
            var scenario = Scenario.Of(spec["scenario"]);
            yield return new(scenario.Name, () => (scenario, new Trace(scenario.Name, [.. spec.List("events").Select(TraceEvent.Read)])));
        }
    }
}
