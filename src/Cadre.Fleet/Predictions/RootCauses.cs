using System.Collections.Immutable;

namespace Cadre.Fleet;

/// <summary>Follows waiting upstream to where it begins: agents and tasks that others wait for and that wait for nothing themselves.</summary>
internal sealed class RootCauses(FleetState state, Workload work)
{
    /// <summary>So many agents and tasks upstream are as many as anybody can take in.</summary>
    private const int MostVisited = 100;

    public ImmutableArray<string> Of(AgentId agent) => Of(new Node(agent, null));

    public ImmutableArray<string> Of(TaskId task) => Of(new Node(null, task));

    /// <summary>The roots; the start itself if there is nothing upstream but a circle.</summary>
    private ImmutableArray<string> Of(Node start)
    {
        var seen = new HashSet<Node> { start };
        var queue = new Queue<Node>([start]);
        var roots = new List<Node>();
        for (var visited = 0; visited < MostVisited && queue.TryDequeue(out var node); visited++)
        {
            var causes = CausesOf(node);
            if (causes.Count == 0) roots.Add(node);
            foreach (var cause in causes)
            {
                if (seen.Add(cause)) queue.Enqueue(cause);
            }
        }
        return roots.Count == 0 ? [start.Name] : [.. roots.Select(root => root.Name).Distinct().Order(StringComparer.Ordinal)];
    }

    private List<Node> CausesOf(Node node) => node switch
    {
        { Agent: { } agent, HoldsWhatIsAwaited: true } => Dependencies(agent),
        { Agent: { } agent } => [.. Dependencies(agent), .. work.HeldBy(agent).SelectMany(OpenBlockers).Distinct()],
        { Task: { } id } when state.Tasks.Find(id) is { } task => OpenBlockers(task) is { Count: > 0 } blockers ? blockers : Holder(task),
        _ => [],
    };

    private List<Node> Dependencies(AgentId agent) =>
    [
        .. (state.Agents.Find(agent)?.Dependencies ?? [])
            .Select(AgentId.Trusted)
            .Where(other => other != agent && state.Agents.ContainsKey(other))
            .Distinct()
            .OrderBy(other => other.Value, StringComparer.Ordinal)
            .Select(other => new Node(other, null)),
    ];

    private List<Node> OpenBlockers(FleetTask task) =>
        [.. task.BlockedBy.Where(blocker => blocker != task.Id && state.IsOpen(blocker)).Distinct().OrderBy(blocker => blocker.Value).Select(blocker => new Node(null, blocker))];

    /// <summary>A task that waits for none is in the hands of its agent.</summary>
    private static List<Node> Holder(FleetTask task) => task.Holder() is { } holder ? [new(holder, null, HoldsWhatIsAwaited: true)] : [];

    /// <summary>An agent or a task; of an agent that holds what is awaited, whatever blocks its other tasks is not the cause.</summary>
    private readonly record struct Node(AgentId? Agent, TaskId? Task, bool HoldsWhatIsAwaited = false)
    {
        public string Name => Agent is { } agent ? NodeIds.Of(agent) : NodeIds.Of(Task.GetValueOrDefault());
    }
}
