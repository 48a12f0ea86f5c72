namespace Cadre.Fleet;

/// <summary>Which agent holds which unfinished tasks, and who could take more.</summary>
internal sealed class Workload
{
    private readonly FleetState _state;
    private readonly Dictionary<AgentId, List<FleetTask>> _held = [];
    private readonly Lazy<ILookup<string, Agent>> _available;
    private readonly Lazy<Agent?> _anyFree;

    public Workload(FleetState state, IEnumerable<FleetTask> unfinished)
    {
        _state = state;
        foreach (var task in unfinished)
        {
            if (task.Holder() is not { } holder) continue;
            if (_held.TryGetValue(holder, out var tasks)) tasks.Add(task);
            else _held.Add(holder, [task]);
        }
        _available = new(Available);
        _anyFree = new(() => _available.Value.SelectMany(agents => agents).Where(IsFree).MinBy(agent => agent.Id.Value, StringComparer.Ordinal));
    }

    /// <summary>The unfinished tasks that an agent holds, by id.</summary>
    public IReadOnlyList<FleetTask> HeldBy(AgentId agent) => _held.TryGetValue(agent, out var tasks) ? tasks : [];

    public IEnumerable<FleetTask> InProgress(AgentId agent) => HeldBy(agent).Where(task => task.Status is FleetTaskStatus.InProgress);

    public int CountInProgress(AgentId agent) =>
        _held.TryGetValue(agent, out var tasks) ? tasks.Count(task => task.Status is FleetTaskStatus.InProgress) : 0;

    /// <summary>An agent that is ready for work: of the same type as the one it stands in for, or any if that one is not known.</summary>
    public Agent? FreeAgent(AgentId? insteadOf) => insteadOf is { } id && _state.Agents.TryGetValue(id, out var agent)
        ? _available.Value[agent.Type].FirstOrDefault(other => other.Id != id && IsFree(other))
        : _anyFree.Value;

    /// <summary>Agents of the same type whose work would still be less after they took a task over, the least loaded first.</summary>
    public IEnumerable<Agent> LessLoaded(Agent than) => _available.Value[than.Type]
        .Where(agent => agent.Id != than.Id && CountInProgress(agent.Id) + 1 < CountInProgress(than.Id));

    private bool IsFree(Agent agent) => agent.Status is not AgentStatus.Running && CountInProgress(agent.Id) == 0;

    /// <summary>Agents that are at work or ready for it by type, those that could best take more first.</summary>
    private ILookup<string, Agent> Available() => _state.Agents
        .Where(agent => agent.Status is AgentStatus.Idle or AgentStatus.Resolved or AgentStatus.Running)
        .OrderBy(agent => CountInProgress(agent.Id))
        .ThenBy(agent => agent.Status is AgentStatus.Running)
        .ThenBy(agent => agent.Id.Value, StringComparer.Ordinal)
        .ToLookup(agent => agent.Type, StringComparer.Ordinal);
}
