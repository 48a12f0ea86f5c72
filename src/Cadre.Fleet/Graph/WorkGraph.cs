using System.Collections.Immutable;
using System.Text.Json;

namespace Cadre.Fleet;

/// <summary>Tasks and agents as a graph of who waits for whom. Immutable.</summary>
public sealed record WorkGraph
{
    private WorkGraph()
    {
    }

    /// <summary>Tasks and agents, in order of creation.</summary>
    public ImmutableArray<WorkNode> Nodes { get; private init; } = [];

    /// <summary>How they hang together.</summary>
    public ImmutableArray<WorkEdge> Edges { get; private init; } = [];

    /// <summary>Circles of nodes that wait for each other, each in the order of waiting; one for each group in which all wait for all.</summary>
    public ImmutableArray<ImmutableArray<string>> Cycles { get; private init; } = [];

    /// <summary>Pending tasks that nothing blocks, in order of creation.</summary>
    public ImmutableArray<TaskId> Ready { get; private init; } = [];

    /// <summary>The longest chain of unfinished tasks, each waiting for the one before it; tasks in or behind a circle are in none.</summary>
    public ImmutableArray<TaskId> LongestChain { get; private init; } = [];

    /// <summary>The graph of a state. Pure; O(tasks + agents).</summary>
    public static WorkGraph Of(FleetState state)
    {
        var waits = new WaitForGraph(state);
        return new()
        {
            Nodes = [.. state.Tasks.Select(NodeOf), .. state.Agents.Select(NodeOf)],
            Edges = [.. state.Tasks.SelectMany(task => EdgesOf(state, task)), .. state.Agents.SelectMany(agent => EdgesOf(waits, agent))],
            Cycles = [.. waits.FindCycles().Select(cycle => cycle.ToImmutableArray())],
            Ready = [.. state.Tasks.Where(task => IsReady(state, task)).Select(task => task.Id)],
            LongestChain = TaskChains.Longest(state),
        };
    }

    /// <summary>Writes the graph as a JSON object.</summary>
    public void WriteJson(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        WriteMembers(writer);
        writer.WriteEndObject();
    }

    /// <summary>Writes the graph's members into an object that is open already.</summary>
    public void WriteMembers(Utf8JsonWriter writer)
    {
        writer.WriteList("nodes"u8, Nodes, static (json, node) =>
        {
            json.WriteStartObject();
            json.WriteString("id"u8, node.Id);
            json.WriteString("kind"u8, node.Kind);
            json.WriteString("title"u8, node.Title);
            json.WriteString("status"u8, node.Status);
            json.WriteEndObject();
        });
        writer.WriteList("edges"u8, Edges, static (json, edge) =>
        {
            json.WriteStartObject();
            json.WriteString("from"u8, edge.From);
            json.WriteString("to"u8, edge.To);
            json.WriteString("kind"u8, edge.Kind);
            json.WriteEndObject();
        });
        writer.WriteList("cycles"u8, Cycles, static (json, cycle) =>
        {
            json.WriteStartArray();
            foreach (var node in cycle) json.WriteStringValue(node);
            json.WriteEndArray();
        });
        writer.WriteTaskIds("ready"u8, Ready);
        writer.WriteTaskIds("longestChain"u8, LongestChain);
    }

    private static WorkNode NodeOf(FleetTask task) => new(WaitForGraph.NodeOf(task.Id), "task", task.Title, task.Status.ToWireName());

    private static WorkNode NodeOf(Agent agent) => new(WaitForGraph.NodeOf(agent.Id), "agent", agent.Id.Value, agent.Status.ToWireName());

    private static IEnumerable<WorkEdge> EdgesOf(FleetState state, FleetTask task)
    {
        var from = WaitForGraph.NodeOf(task.Id);
        foreach (var blocker in task.BlockedBy.Distinct().Where(state.Tasks.ContainsKey)) yield return new(from, WaitForGraph.NodeOf(blocker), "blocked_by");
        if (task.Status is not FleetTaskStatus.Completed && task.AgentId is { } holder && state.Agents.ContainsKey(holder))
            yield return new(from, WaitForGraph.NodeOf(holder), "assigned");
    }

    private static IEnumerable<WorkEdge> EdgesOf(WaitForGraph waits, Agent agent) => waits.AgentsAwaitedBy(agent)
        .Select(awaited => new WorkEdge(WaitForGraph.NodeOf(agent.Id), WaitForGraph.NodeOf(awaited.Id), "waits_for"));

    private static bool IsReady(FleetState state, FleetTask task) =>
        task.Status is FleetTaskStatus.Pending && TaskRules.OpenBlockers(state, task.BlockedBy).IsEmpty;
}

/// <summary>A task or an agent.</summary>
/// <param name="Id"><c>task:1</c> or <c>agent:x</c>.</param>
/// <param name="Kind"><c>task</c> or <c>agent</c>.</param>
/// <param name="Title">The task's title, the agent's id.</param>
/// <param name="Status">The status by its native wire name.</param>
public sealed record WorkNode(string Id, string Kind, string Title, string Status);

/// <summary>One node hangs on another.</summary>
/// <param name="From">The node that waits or is held.</param>
/// <param name="To">The node it waits for or is held by.</param>
/// <param name="Kind"><c>blocked_by</c> (task to task), <c>assigned</c> (task to agent) or <c>waits_for</c> (agent to agent).</param>
public sealed record WorkEdge(string From, string To, string Kind);
