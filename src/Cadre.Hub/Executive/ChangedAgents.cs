using Cadre.Fleet;
using Cadre.Hub.Workspaces;

namespace Cadre.Hub.Executive;

/// <summary>Which agents an event changed. Most events can touch one agent at most and are answered without looking at the others.</summary>
internal static class ChangedAgents
{
    public static IEnumerable<Agent> Of(AppliedEvent e) =>
        ReferenceEquals(e.Before.Agents, e.After.Agents) ? []
        : Candidate(e) is { } id ? OneOf(e, id)
        : e.After.Agents.Where(agent => !ReferenceEquals(agent, e.Before.Agents.Find(agent.Id)));

    private static AgentId? Candidate(AppliedEvent e) => e.Event switch
    {
        AgentCreated created => created.Agent.Id,
        AgentUpdated updated => updated.AgentId,
        AgentRetired retired => retired.AgentId,
        TaskAssigned assigned => assigned.AgentId,
        TaskStatusChanged changed => e.Before.Tasks.Find(changed.TaskId)?.AgentId,
        _ => null,
    };

    private static IEnumerable<Agent> OneOf(AppliedEvent e, AgentId id) =>
        e.After.Agents.Find(id) is { } agent && !ReferenceEquals(agent, e.Before.Agents.Find(id)) ? [agent] : [];
}
