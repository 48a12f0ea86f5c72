using System.Collections.Immutable;
using System.Text.Json;

namespace Cadre.Fleet;

/// <summary>Tasks and agents as a graph of who waits for whom. Immutable.</summary>
public sealed record WorkGraph
{
    /// <summary>Tasks, then agents, each by id.</summary>
    /// <remarks>
    /// Every unfinished task, and the others that one of those waits for; the agents that work, hold an unfinished task, wait or are waited for.
    /// What is named but not known has the status <c>unknown</c>.
    /// </remarks>
    public ImmutableArray<WorkNode> Nodes { get; internal init; } = [];

    /// <summary>How they hang together.</summary>
    public ImmutableArray<WorkEdge> Edges { get; internal init; } = [];

    /// <summary>Circles of nodes that wait for each other, each in order and beginning with its smallest node.</summary>
    /// <remarks>
    /// Where many circles cross each other it is the shortest through their smallest node; once that is broken, the next one shows.
    /// Nodes that wait for themselves are circles of one.
    /// </remarks>
    public ImmutableArray<ImmutableArray<string>> Cycles { get; internal init; } = [];

    /// <summary>Pending tasks that nothing blocks, in order of creation.</summary>
    public ImmutableArray<TaskId> Ready { get; internal init; } = [];

    /// <summary>The longest chain of unfinished tasks, each waiting for the one before it, by number of tasks.</summary>
    /// <remarks>It never goes along a circle. Of chains of one length it is the one that ends with the smallest ids.</remarks>
    public ImmutableArray<TaskId> LongestChain { get; internal init; } = [];

    /// <summary>The graph of a state; equal for equal states, whatever the order in which entities came, but for <see cref="Ready"/>.</summary>
    public static WorkGraph Of(FleetState state)
    {
        var tasks = TaskWaits.Of(state);
        var agents = AgentWaits.Of(state, tasks.Tasks);
        return new()
        {
            Nodes = [.. TaskNodes(state, tasks), .. AgentNodes(state, tasks, agents)],
            Edges = [.. BlockedBy(tasks), .. Assigned(tasks), .. WaitsFor(agents)],
            Cycles =
            [
                .. agents.Circles().Select(circle => circle.Select(NodeIds.Of).ToImmutableArray()),
                .. tasks.Circles().Select(circle => circle.Select(task => NodeIds.Of(task.Id)).ToImmutableArray()),
            ],
            Ready = [.. state.Tasks.Where(task => task.Status is FleetTaskStatus.Pending && !task.BlockedBy.Any(state.IsOpen)).Select(task => task.Id)],
            LongestChain = LongestChainOf(tasks),
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
    public void WriteMembers(Utf8JsonWriter writer) => WorkGraphJson.WriteMembers(writer, this);

    private static IEnumerable<WorkNode> TaskNodes(FleetState state, TaskWaits tasks) => tasks.Tasks
        .SelectMany(task => task.BlockedBy)
        .Where(blocker => state.Tasks.Find(blocker) is not { } known || !known.IsUnfinished())
        .Concat(tasks.Tasks.Select(task => task.Id))
        .Distinct()
        .OrderBy(id => id.Value)
        .Select(id => state.Tasks.Find(id) is { } task
            ? new WorkNode(NodeIds.Of(id), "task", task.Title, task.Status.ToWireName())
            : new WorkNode(NodeIds.Of(id), "task", $"Task #{id}", NodeIds.UnknownStatus));

    private static IEnumerable<WorkNode> AgentNodes(FleetState state, TaskWaits tasks, AgentWaits agents) => state.Agents
        .Where(agent => agent.Status is AgentStatus.Running or AgentStatus.Blocked or AgentStatus.Error)
        .Select(agent => agent.Id)
        .Concat(tasks.Tasks.Select(task => task.AgentId).OfType<AgentId>())
        .Concat(agents.Agents)
        .Distinct()
        .OrderBy(id => id.Value, StringComparer.Ordinal)
        .Select(id => new WorkNode(NodeIds.Of(id), "agent", id.Value, state.Agents.Find(id)?.Status.ToWireName() ?? NodeIds.UnknownStatus));

    private static IEnumerable<WorkEdge> BlockedBy(TaskWaits tasks) =>
        from task in tasks.Tasks
        from blocker in task.BlockedBy.Distinct()
        select new WorkEdge(NodeIds.Of(task.Id), NodeIds.Of(blocker), "blocked_by");

    private static IEnumerable<WorkEdge> Assigned(TaskWaits tasks)
    {
        foreach (var task in tasks.Tasks)
        {
            if (task.AgentId is { } agent) yield return new(NodeIds.Of(task.Id), NodeIds.Of(agent), "assigned");
        }
    }

    private static IEnumerable<WorkEdge> WaitsFor(AgentWaits agents) =>
        agents.Pairs.Select(pair => new WorkEdge(NodeIds.Of(pair.From), NodeIds.Of(pair.To), "waits_for"));

    private static ImmutableArray<TaskId> LongestChainOf(TaskWaits tasks)
    {
        var path = LongestPath.Of(tasks.Graph, tasks.Components);
        path.Reverse();
        return [.. path.Select(node => tasks.Tasks[node].Id)];
    }
}

/// <summary>A task or an agent.</summary>
/// <param name="Id"><c>task:1</c> or <c>agent:x</c>.</param>
/// <param name="Kind"><c>task</c> or <c>agent</c>.</param>
/// <param name="Title">The task's title, the agent's id.</param>
/// <param name="Status">The status by its native wire name.</param>
public sealed record WorkNode(string Id, string Kind, string Title, string Status);

/// <summary>One node hangs on another.</summary>
/// <param name="From">The node that waits or holds.</param>
/// <param name="To">The node it waits for or holds.</param>
/// <param name="Kind"><c>blocked_by</c> (task to task), <c>assigned</c> (task to agent) or <c>waits_for</c> (agent to agent).</param>
public sealed record WorkEdge(string From, string To, string Kind);
