namespace Cadre.Fleet;

/// <summary>The types of reducer actions in the fleet contract.</summary>
internal static class ActionTypes
{
    public const string AgentsLoaded = "AGENTS_LOADED";
    public const string AgentCreated = "AGENT_CREATED";
    public const string AgentUpdated = "AGENT_UPDATED";
    public const string AgentRetired = "AGENT_RETIRED";
    public const string TaskAssigned = "TASK_ASSIGNED";
    public const string TaskStatusChanged = "TASK_STATUS_CHANGED";
    public const string TaskBlocked = "TASK_BLOCKED";
    public const string TaskUnblocked = "TASK_UNBLOCKED";
    public const string ActivityAdded = "ACTIVITY_ADDED";
    public const string ProgressUpdated = "PROGRESS_UPDATED";
    public const string ConnectionChanged = "WS_CONNECTED";
    public const string FullResync = "FULL_RESYNC";
}
