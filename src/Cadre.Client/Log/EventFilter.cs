using System.Collections.Immutable;
using Cadre.Fleet;

namespace Cadre.Client;

/// <summary>Which events of the log; all that is said has to be true of an event.</summary>
public sealed record EventFilter
{
    /// <summary>All of them.</summary>
    public static EventFilter All { get; } = new();

    /// <summary>Only of these types, such as <see cref="EventTypes.TaskBlocked"/>; empty: of all types.</summary>
    public ImmutableArray<string> Types { get; init; } = [];

    /// <summary>Only what concerns this agent.</summary>
    public AgentId? Agent { get; init; }

    /// <summary>Only what concerns this task.</summary>
    public TaskId? Task { get; init; }

    /// <summary>Whether an event is meant. What is of a type that this client does not know concerns nobody.</summary>
    public bool Matches(RecordedFact fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        return (Types.IsDefaultOrEmpty || Types.Contains(fact.Type))
            && (Agent is not { } agent || (fact.Fact is { } ofAgent && FactSubjects.Agents(ofAgent).Contains(agent)))
            && (Task is not { } task || (fact.Fact is { } ofTask && FactSubjects.Tasks(ofTask).Contains(task)));
    }

    internal bool MeansAll => Types.IsDefaultOrEmpty && Agent is null && Task is null;

    internal IEnumerable<(string Name, object? Value)> Parameters =>
        [("types", Types.IsDefaultOrEmpty ? null : Types.Order(StringComparer.Ordinal).ToArray()), ("agent", Agent?.Value), ("task", Task?.Value)];
}
