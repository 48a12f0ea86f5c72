namespace Cadre.Fleet;

/// <summary>The unfinished tasks and which of them wait for which. Immutable.</summary>
internal sealed class TaskWaits
{
    private TaskWaits(FleetTask[] tasks, Digraph graph)
    {
        Tasks = tasks;
        Graph = graph;
        Components = Components.Of(graph);
    }

    /// <summary>By id, so that what is found does not depend on the order of creation; the nodes of <see cref="Graph"/>.</summary>
    public FleetTask[] Tasks { get; }

    public Digraph Graph { get; }

    public Components Components { get; }

    public static TaskWaits Of(FleetState state)
    {
        var tasks = Unfinished(state);
        var nodes = new Dictionary<TaskId, int>(tasks.Length);
        for (var node = 0; node < tasks.Length; node++) nodes.TryAdd(tasks[node].Id, node);
        var edges = new List<(int From, int To)>();
        for (var node = 0; node < tasks.Length; node++)
        {
            foreach (var blocker in tasks[node].BlockedBy)
            {
                if (nodes.TryGetValue(blocker, out var to)) edges.Add((node, to));
            }
        }
        return new(tasks, new(tasks.Length, edges));
    }

    /// <summary>Circles of tasks that wait for each other.</summary>
    public IEnumerable<FleetTask[]> Circles() => Circuits.Of(Graph, Components).Select(circuit => Array.ConvertAll(circuit, node => Tasks[node]));

    private static FleetTask[] Unfinished(FleetState state)
    {
        var tasks = new List<FleetTask>(state.Tasks.Count);
        foreach (var task in state.Tasks)
        {
            if (task.IsUnfinished()) tasks.Add(task);
        }
        tasks.Sort((a, b) => a.Id.Value.CompareTo(b.Id.Value));
        return [.. tasks];
    }
}
