using System.Collections.Immutable;
using Cadre.Fleet;
using Cadre.Live;

namespace Cadre.Dashboard.Components.Details;

/// <summary>The longest chain of waiting tasks through one of them, from where it starts to its end.</summary>
/// <param name="Links">The tasks; each waits for the one before it.</param>
/// <param name="Start">The status of the first one, as a word.</param>
/// <param name="Holder">Who holds the first one, if anybody does.</param>
/// <param name="IsCircle">Whether the task is in a circle, which starts nowhere.</param>
public sealed record Chain(ImmutableArray<TaskId> Links, string Start, AgentId? Holder, bool IsCircle)
{
    /// <summary>Longer chains are not read by anybody.</summary>
    private const int Longest = 100;

    internal static Chain Of(StateAt<WorkGraph> graph, TaskId task)
    {
        var edges = graph.State.Edges.Where(static edge => edge.Kind == "blocked_by").ToList();
        var node = NodeName.Of(task);
        var before = Walk(node, edges.ToLookup(static edge => edge.From, static edge => edge.To));
        var behind = Walk(node, edges.ToLookup(static edge => edge.To, static edge => edge.From));
        before.Reverse();
        ImmutableArray<string> nodes = [.. before.Concat(behind).Distinct()];
        var holder = graph.State.Edges.FirstOrDefault(edge => edge.Kind == "assigned" && edge.From == nodes[0])?.To;
        return new(
            [.. nodes.Select(NodeName.Task).OfType<TaskId>()],
            graph.State.Nodes.FirstOrDefault(known => known.Id == nodes[0])?.Status ?? "",
            holder is null ? null : NodeName.Agent(holder),
            graph.State.Cycles.Any(circle => circle.Contains(node)));
    }

    /// <summary>The longest way from a node that never comes back to where it was.</summary>
    private static List<string> Walk(string start, ILookup<string, string> next)
    {
        var known = new Dictionary<string, List<string>>();
        return Way(start, []);

        List<string> Way(string node, HashSet<string> passed)
        {
            if (known.TryGetValue(node, out var way)) return way;
            passed.Add(node);
            var rest = passed.Count >= Longest ? [] : next[node].Where(other => !passed.Contains(other)).Order(StringComparer.Ordinal)
                .Select(other => Way(other, passed)).MaxBy(other => other.Count) ?? [];
            passed.Remove(node);
            return known[node] = [node, .. rest];
        }
    }
}
