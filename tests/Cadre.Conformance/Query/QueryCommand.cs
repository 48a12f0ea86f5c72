namespace Cadre.Conformance.Query;

/// <summary>The subcommand for scenarios of Cadre.Query.</summary>
internal static class QueryCommand
{
    public const string Arguments = "[--level core|events|full] [--emit DIR | --pack FILE.jsonl.gz] PATH …";

    /// <exception cref="ArgumentException">An option is wrong, or there is nothing at a path.</exception>
    public static (int Passed, int Failed) Run(IReadOnlyList<string> arguments, TextWriter output)
    {
        var paths = arguments.ToList();
        var level = Level(Option(paths, "--level"));
        var (emit, pack) = (Option(paths, "--emit"), Option(paths, "--pack"));
        if (paths.Find(path => path.StartsWith('-')) is { } unknown) throw new ArgumentException($"Unknown option '{unknown}'.");
        if (paths.Count == 0) throw new ArgumentException("Name at least one scenario, pack or folder of scenarios.");
        var scenarios = Scenarios(paths);
        if (pack is not null) return Pack(pack, scenarios);
        return emit is null ? Compare(scenarios, level, output) : Emit(scenarios, emit, output);
    }

    private static (int Passed, int Failed) Compare(IEnumerable<RecordedScenario> scenarios, TraceLevel level, TextWriter output)
    {
        var (passed, failed, skipped) = (0, 0, 0);
        foreach (var verdict in scenarios.Select(scenario => Verdict.On(scenario, level, Exceptions.Listed)))
        {
            if (verdict.IsSkipped)
            {
                skipped++;
                output.WriteLine($"skipped {verdict.Scenario}: {verdict.Reason}");
            }
            else if (verdict.Failure is { } failure)
            {
                failed++;
                output.WriteLine($"FAIL {verdict.Scenario}: {failure}");
            }
            else
            {
                passed++;
            }
        }
        if (skipped > 0) output.WriteLine($"{skipped} skipped for reasons in exceptions.md");
        return (passed, failed);
    }

    private static (int Passed, int Failed) Emit(IEnumerable<RecordedScenario> scenarios, string folder, TextWriter output)
    {
        Directory.CreateDirectory(folder);
        var (written, failed) = (0, 0);
        foreach (var recorded in scenarios)
        {
            try
            {
                File.WriteAllText(Path.Combine(folder, $"{recorded.Name}.trace.json"), ScenarioRunner.Run(recorded.Read().Scenario).Printed());
                written++;
            }
            catch (Exception e)
            {
                failed++;
                output.WriteLine($"FAIL {recorded.Name}: it cannot be run: {e.Message}");
            }
        }
        return (written, failed);
    }

    private static (int Passed, int Failed) Pack(string pack, IReadOnlyList<RecordedScenario> scenarios)
    {
        ScenarioFiles.Pack(pack, scenarios);
        return (scenarios.Count, 0);
    }

    private static List<RecordedScenario> Scenarios(List<string> paths)
    {
        try
        {
            return [.. paths.SelectMany(ScenarioFiles.At)];
        }
        catch (FileNotFoundException e)
        {
            throw new ArgumentException(e.Message, e);
        }
    }

    private static string? Option(List<string> arguments, string name)
    {
        var at = arguments.IndexOf(name);
        if (at < 0) return null;
        if (at + 1 == arguments.Count) throw new ArgumentException($"{name} needs a value.");
        var value = arguments[at + 1];
        arguments.RemoveRange(at, 2);
        return value;
    }

    private static TraceLevel Level(string? name)
    {
        if (name is null) return TraceLevel.Core;
        return Enum.TryParse<TraceLevel>(name, ignoreCase: true, out var level) && !char.IsDigit(name[0])
            ? level
            : throw new ArgumentException($"There is no level '{name}'; there are core, events and full.");
    }
}
