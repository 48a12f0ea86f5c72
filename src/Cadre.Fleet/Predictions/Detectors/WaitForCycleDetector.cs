using System.Collections.Immutable;
using System.Globalization;

namespace Cadre.Fleet;

/// <summary>Agents and tasks that wait for each other in a circle: nobody in it can go on by itself.</summary>
internal sealed class WaitForCycleDetector : IConflictDetector
{
    private const int LongestSpelledOut = 8;

    public IEnumerable<Prediction> Detect(Situation situation) => situation.Waits.FindCycles().Select(cycle => Describe(situation.State, cycle));

    private static Prediction Describe(FleetState state, IReadOnlyList<string> cycle)
    {
        var agents = cycle.Select(node => AgentAt(state, node)).OfType<Agent>().ToList();
        var standing = agents.Count(agent => agent.Status is AgentStatus.Blocked or AgentStatus.Error);
        return new()
        {
            Id = $"{PredictionKinds.WaitForCycle}:{Name(cycle)}",
            Kind = PredictionKinds.WaitForCycle,
            Summary = $"{string.Join(" waits for ", cycle.Take(LongestSpelledOut))}{(cycle.Count > LongestSpelledOut ? " …" : "")} waits for {cycle[0]}",
            Agents = [.. agents.Select(agent => agent.Id.Value)],
            Tasks = [.. cycle.Select(TaskAt).OfType<TaskId>()],
            Risk = Math.Round(0.8 + (agents.Count == 0 ? 0.1 : 0.2 * standing / agents.Count), 3),
            Reasons = [.. cycle.Select((node, i) => $"{node} waits for {cycle[(i + 1) % cycle.Count]}")],
            RootCauses = [.. cycle],
            SuggestedActions = Actions(state, cycle),
        };
    }

    /// <summary>Any link that is cut opens the circle.</summary>
    private static ImmutableArray<SuggestedAction> Actions(FleetState state, IReadOnlyList<string> cycle)
    {
        var actions = ImmutableArray.CreateBuilder<SuggestedAction>();
        for (var i = 0; i < cycle.Count; i++)
        {
            var (from, to) = (cycle[i], cycle[(i + 1) % cycle.Count]);
            if (AgentAt(state, from) is { } waiting && AgentAt(state, to) is { } awaited && waiting.Dependencies.Contains(awaited.Id.Value))
                actions.Add(SuggestedActions.DropDependency(waiting, awaited.Id.Value));
            if (TaskAt(from) is { } blocked && TaskAt(to) is not null) actions.Add(SuggestedActions.Unblock(blocked));
            else if (AgentAt(state, from)?.CurrentTask is { } current && TaskAt(to) is not null) actions.Add(SuggestedActions.Unblock(current.Id));
        }
        return actions.DrainToImmutable();
    }

    private static string Name(IReadOnlyList<string> cycle)
    {
        var whole = string.Join('+', cycle);
        if (cycle.Count <= LongestSpelledOut) return whole;
        // The name must stay the same from run to run, so no hash code that a process seeds.
        var hash = whole.Aggregate(2166136261u, (sum, c) => unchecked((sum ^ c) * 16777619u));
        return string.Create(CultureInfo.InvariantCulture, $"{cycle[0]}+{cycle[1]}+{cycle.Count - 2} more:{hash:x8}");
    }

    private static Agent? AgentAt(FleetState state, string node) =>
        node.StartsWith("agent:", StringComparison.Ordinal) ? state.Agents.Find(AgentId.Trusted(node["agent:".Length..])) : null;

    private static TaskId? TaskAt(string node) =>
        node.StartsWith("task:", StringComparison.Ordinal) ? new TaskId(long.Parse(node.AsSpan("task:".Length), CultureInfo.InvariantCulture)) : null;
}
