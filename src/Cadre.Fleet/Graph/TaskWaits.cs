namespace Cadre.Fleet;

/// <summary>The unfinished tasks and which of them wait for which. Immutable.</summary>
internal sealed class TaskWaits
{
    private readonly bool[] _awaited;

    private TaskWaits(FleetTask[] tasks, List<(int From, int To)> edges)
    {
        Tasks = tasks;
        Graph = new(tasks.Length, edges);
        Components = Components.Of(Graph);
        _awaited = new bool[tasks.Length];
        foreach (var (_, to) in edges) _awaited[to] = true;
    }

    /// <summary>By id, so that what is found does not depend on the order of creation; the nodes of <see cref="Graph"/>.</summary>
    public FleetTask[] Tasks { get; }

    public Digraph Graph { get; }

    public Components Components { get; }

    public static TaskWaits Of(FleetState state)
    {
        var tasks = Unfinished(state);
        var ids = Array.ConvertAll(tasks, task => task.Id.Value);
        var edges = new List<(int From, int To)>();
        for (var node = 0; node < tasks.Length; node++)
        {
            foreach (var blocker in tasks[node].BlockedBy)
            {
                if (Array.BinarySearch(ids, blocker.Value) is >= 0 and var to) edges.Add((node, to));
            }
        }
        return new(tasks, edges);
    }

    /// <summary>Whether an unfinished task waits for this one.</summary>
    public bool IsAwaited(int node) => _awaited[node];

    /// <summary>Whether the task waits for something, and for nothing that is done or unknown.</summary>
    public bool WaitsForUnfinishedOnly(int node) => Graph.Successors(node).Length is > 0 and var open && open == Tasks[node].BlockedBy.Length;

    /// <summary>Circles of tasks that wait for each other.</summary>
    public IEnumerable<FleetTask[]> Circles() => Circuits.Of(Graph, Components).Select(circuit => Array.ConvertAll(circuit, node => Tasks[node]));

    private static FleetTask[] Unfinished(FleetState state)
    {
        var tasks = new List<FleetTask>();
        var sorted = true;
        foreach (var task in state.Tasks)
        {
            if (!task.IsUnfinished()) continue;
            sorted = sorted && (tasks.Count == 0 || tasks[^1].Id.Value < task.Id.Value);
            tasks.Add(task);
        }
        if (!sorted) tasks.Sort((a, b) => a.Id.Value.CompareTo(b.Id.Value));
        return [.. tasks];
    }
}
