namespace Cadre.Conformance.Query;

/// <summary>Scenarios whose recorded trace is not ours, each with the reason.</summary>
/// <remarks>They stand in a table of exceptions.md: name, the lowest level at which it differs, reason.</remarks>
internal sealed class Exceptions
{
    private const string Resource = "exceptions.md";

    private readonly Dictionary<string, (TraceLevel From, string Reason)> _scenarios;

    private Exceptions(Dictionary<string, (TraceLevel From, string Reason)> scenarios) => _scenarios = scenarios;

    /// <summary>Those of this repository.</summary>
    public static Exceptions Listed { get; } = Load();

    public static Exceptions None { get; } = new([]);

    public IEnumerable<string> Names => _scenarios.Keys;

    /// <summary>Why a scenario may differ at a level, or null if it may not.</summary>
    public string? ReasonFor(string scenario, TraceLevel level) => _scenarios.TryGetValue(scenario, out var found) && found.From <= level ? found.Reason : null;

    /// <summary>Reads the rows <c>| `name` | level | reason |</c>.</summary>
    public static Exceptions Read(string markdown)
    {
        var scenarios = new Dictionary<string, (TraceLevel From, string Reason)>(StringComparer.Ordinal);
        foreach (var line in markdown.Split('\n'))
        {
            var cells = line.Trim().Trim('|').Split('|', StringSplitOptions.TrimEntries);
            if (cells is not [['`', .., '`'] name, var level, var reason]) continue;
            if (!Enum.TryParse<TraceLevel>(level, ignoreCase: true, out var from) || reason.Length == 0)
                throw new FormatException($"The exception {name} needs a level (core, events or full) and a reason, not '{level}' and '{reason}'.");
            scenarios.Add(name.Trim('`'), (from, reason));
        }
        return new(scenarios);
    }

    private static Exceptions Load()
    {
        using var reader = new StreamReader(typeof(Exceptions).Assembly.GetManifestResourceStream(Resource)!);
        return Read(reader.ReadToEnd());
    }
}
