using System.Collections.Immutable;

namespace Cadre.Fleet;

/// <summary>What detectors look at: the state, and what follows from it, worked out once.</summary>
internal sealed class Situation
{
    private readonly ILookup<AgentId, Agent> _waitingFor;
    private readonly ILookup<string, Agent> _dependingOn;
    private readonly ImmutableArray<Agent> _free;
    private readonly Dictionary<string, long> _lastActivity = new(StringComparer.Ordinal);

    public Situation(FleetState state, long now)
    {
        (State, Now, Waits) = (state, now, new(state));
        _waitingFor = state.Agents
            .SelectMany(agent => Waits.AgentsAwaitedBy(agent).Select(awaited => (Awaited: awaited.Id, Waiting: agent)))
            .ToLookup(pair => pair.Awaited, pair => pair.Waiting);
        Held = state.Tasks
            .Where(task => task is { Status: FleetTaskStatus.InProgress, AgentId: not null })
            .ToLookup(task => task.AgentId!.Value);
        _dependingOn = state.Agents
            .SelectMany(agent => agent.Dependencies.Distinct().Select(name => (name, agent)))
            .ToLookup(pair => pair.name, pair => pair.agent, StringComparer.Ordinal);
        // Two are enough: whoever asks excludes at most one agent.
        _free = [.. state.Agents.Where(IsFree).Take(2)];
        foreach (var item in state.Activity) _lastActivity.TryAdd(item.Agent, JsDate.Parse(item.Timestamp) ?? 0);
    }

    public FleetState State { get; }

    public long Now { get; }

    public WaitForGraph Waits { get; }

    /// <summary>Tasks in progress by the agent that holds them.</summary>
    public ILookup<AgentId, FleetTask> Held { get; }

    /// <summary>The agents that wait for an agent, in order of creation.</summary>
    public IEnumerable<Agent> WaitingFor(AgentId agent) => _waitingFor[agent];

    /// <summary>When an agent was last heard of: by its own report, its current task's, or its activity.</summary>
    public long LastHeard(Agent agent)
    {
        var task = agent.CurrentTask is { } current && State.Tasks.TryGetValue(current.Id, out var working) && working.AgentId == agent.Id ? working.Timestamp : 0;
        return Math.Max(Math.Max(agent.Timestamp, task), _lastActivity.GetValueOrDefault(agent.Id.Value));
    }

    /// <summary>An agent that could take over work: idle and holding nothing; the first such, or null.</summary>
    public Agent? FreeAgent(AgentId? otherThan = null) => _free.FirstOrDefault(agent => agent.Id != otherThan);

    /// <summary>The agents that name an agent or output among their dependencies.</summary>
    public IEnumerable<Agent> DependingOn(string name) => _dependingOn[name];

    /// <summary>What an agent's waiting begins with; the agent itself when it waits for nobody.</summary>
    public ImmutableArray<string> RootCauses(Agent agent) =>
        Waits.RootsOf(agent.Id).Order(StringComparer.Ordinal).ToImmutableArray() is { IsEmpty: false } roots ? roots : [WaitForGraph.NodeOf(agent.Id)];

    private bool IsFree(Agent agent) =>
        agent.Status is AgentStatus.Idle or AgentStatus.Resolved && agent.CurrentTask is null && !Held.Contains(agent.Id);
}
