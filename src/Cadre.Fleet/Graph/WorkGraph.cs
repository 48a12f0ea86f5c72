using System.Collections.Immutable;
using System.Text.Json;

namespace Cadre.Fleet;

/// <summary>Tasks and agents as a graph of who waits for whom. Immutable.</summary>
public sealed record WorkGraph
{
    /// <summary>Tasks and agents.</summary>
    public ImmutableArray<WorkNode> Nodes { get; private init; } = [];

    /// <summary>How they hang together.</summary>
    public ImmutableArray<WorkEdge> Edges { get; private init; } = [];

    /// <summary>Circles of nodes that wait for each other, each in order and beginning with its smallest node.</summary>
    public ImmutableArray<ImmutableArray<string>> Cycles { get; private init; } = [];

    /// <summary>Pending tasks that nothing blocks, in order of creation.</summary>
    public ImmutableArray<TaskId> Ready { get; private init; } = [];

    /// <summary>The longest chain of unfinished tasks, each waiting for the one before it.</summary>
    public ImmutableArray<TaskId> LongestChain { get; private init; } = [];

    /// <summary>The graph of a state.</summary>
    public static WorkGraph Of(FleetState state) => throw new NotImplementedException();

    /// <summary>Writes the graph as a JSON object.</summary>
    public void WriteJson(Utf8JsonWriter writer) => throw new NotImplementedException();

    /// <summary>Writes the graph's members into an object that is open already.</summary>
    public void WriteMembers(Utf8JsonWriter writer) => throw new NotImplementedException();
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
