namespace Cadre.Fleet;

/// <summary>Whom and what an event concerns.</summary>
public static class FactSubjects
{
    /// <summary>The agents that an event is about. Pure; safe from any thread.</summary>
    public static IEnumerable<AgentId> Agents(FleetEvent fact) => fact switch
    {
        AgentCreated created => [created.Agent.Id],
        AgentsLoaded loaded => loaded.Agents.Select(agent => agent.Id),
        AgentUpdated updated => [updated.AgentId],
        AgentUnblocked unblocked => [unblocked.AgentId],
        AgentRetired retired => [retired.AgentId],
        TaskCreated { Task.AgentId: { } holder } => [holder],
        TaskAssigned assigned => [assigned.AgentId],
        ActivityAdded { Item.Agent: not ActivityTypes.System and var agent } => AgentId.TryParse(agent, out var id, out _) ? [id] : [],
        ClaimAcquired acquired => [acquired.Claim.AgentId],
        FleetResynced report => report.Agents.Select(agent => agent.Id),
        _ => [],
    };

    /// <summary>The tasks that an event is about, and those that somebody waits for in it. Pure; safe from any thread.</summary>
    public static IEnumerable<TaskId> Tasks(FleetEvent fact) => fact switch
    {
        AgentCreated { Agent.CurrentTask: { } current } => [current.Id],
        AgentUpdated { Changes.CurrentTask.Value: { } current } => [current.Id],
        TaskCreated { Task: var task } => [task.Id, .. task.BlockedBy],
        TaskUpdated updated => [updated.TaskId],
        TaskAssigned assigned => [assigned.TaskId],
        TaskStatusChanged changed => [changed.TaskId],
        TaskBlocked blocked => [blocked.TaskId, .. blocked.BlockedBy],
        TaskUnblocked unblocked => [unblocked.TaskId],
        FleetResynced report => report.Tasks.Select(task => task.Id),
        _ => [],
    };
}
