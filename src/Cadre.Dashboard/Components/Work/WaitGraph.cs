using System.Collections.Immutable;
using System.Globalization;
using Cadre.Fleet;

namespace Cadre.Dashboard.Components.Work;

/// <summary>The tasks of a graph that are not done, and which of them wait for which. Immutable.</summary>
internal sealed class WaitGraph
{
    private const string TaskPrefix = "task:";
    private const string AgentPrefix = "agent:";

    private WaitGraph(WorkGraph graph)
    {
        foreach (var node in graph.Nodes)
            if (node.Kind == "task" && node.Status != "completed" && TryId(node.Id, out var id)) Nodes[id] = node;
        foreach (var edge in graph.Edges)
        {
            if (!TryId(edge.From, out var from) || !Nodes.ContainsKey(from)) continue;
            if (edge.Kind == "assigned" && edge.To.StartsWith(AgentPrefix, StringComparison.Ordinal)) Holders[from] = edge.To[AgentPrefix.Length..];
            if (edge.Kind != "blocked_by" || !TryId(edge.To, out var to) || !Nodes.ContainsKey(to)) continue;
            Of(Blockers, from).Add(to);
            Of(Dependents, to).Add(from);
        }
        Cycles = [.. graph.Cycles.Where(static cycle => cycle.All(static id => id.StartsWith(TaskPrefix, StringComparison.Ordinal))).Select(static cycle => cycle.Select(Id).ToImmutableArray())];
        Longest = [.. graph.LongestChain.Select(static id => id.Value)];
    }

    public static WaitGraph Of(WorkGraph graph) => new(graph);

    public Dictionary<long, WorkNode> Nodes { get; } = [];

    public Dictionary<long, string> Holders { get; } = [];

    /// <summary>What each waits for.</summary>
    public Dictionary<long, List<long>> Blockers { get; } = [];

    /// <summary>What waits for each.</summary>
    public Dictionary<long, List<long>> Dependents { get; } = [];

    /// <summary>Circles, each following what waits for what.</summary>
    public ImmutableArray<ImmutableArray<long>> Cycles { get; }

    /// <summary>The longest chain, the cause first.</summary>
    public ImmutableArray<long> Longest { get; }

    /// <summary>How many tasks wait for one, directly or behind others.</summary>
    public int CountBehind(long task)
    {
        var seen = new HashSet<long> { task };
        var queue = new Queue<long>([task]);
        while (queue.TryDequeue(out var id))
            foreach (var dependent in Dependents.GetValueOrDefault(id, []))
                if (seen.Add(dependent)) queue.Enqueue(dependent);
        return seen.Count - 1;
    }

    private static List<long> Of(Dictionary<long, List<long>> lists, long id) => lists.TryGetValue(id, out var list) ? list : lists[id] = [];

    private static long Id(string node) => TryId(node, out var id) ? id : 0;

    private static bool TryId(string node, out long id)
    {
        id = 0;
        return node.StartsWith(TaskPrefix, StringComparison.Ordinal) && long.TryParse(node.AsSpan(TaskPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out id);
    }
}
