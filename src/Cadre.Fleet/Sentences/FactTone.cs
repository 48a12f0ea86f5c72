namespace Cadre.Fleet;

/// <summary>What an event means to whoever steers the fleet.</summary>
public enum FactTone
{
    /// <summary>Something to know.</summary>
    Info,

    /// <summary>Something is done or free again.</summary>
    Good,

    /// <summary>Somebody waits.</summary>
    Attention,

    /// <summary>Something failed.</summary>
    Bad,
}

/// <summary>Tells the tone of events.</summary>
public static class FactTones
{
    /// <summary>The tone of an event. Pure; safe from any thread.</summary>
    public static FactTone Of(FleetEvent fact) => fact switch
    {
        AgentCreated { Agent.Status: var status } => OfAgent(status),
        AgentUpdated { Changes: var changes } => changes.Status.HasValue ? OfAgent(changes.Status.Value) : changes.Blocker.Value is null ? FactTone.Info : FactTone.Attention,
        AgentUnblocked or TaskUnblocked => FactTone.Good,
        TaskStatusChanged { Status: var status } => OfTask(status),
        TaskBlocked => FactTone.Attention,
        ActivityAdded { Item.Type: var type } => OfActivity(type),
        ConnectionChanged { Connected: var connected } => connected ? FactTone.Good : FactTone.Bad,
        _ => FactTone.Info,
    };

    private static FactTone OfAgent(AgentStatus status) => status switch
    {
        AgentStatus.Blocked => FactTone.Attention,
        AgentStatus.Error => FactTone.Bad,
        AgentStatus.Resolved => FactTone.Good,
        _ => FactTone.Info,
    };

    private static FactTone OfTask(FleetTaskStatus status) => status switch
    {
        FleetTaskStatus.Blocked => FactTone.Attention,
        FleetTaskStatus.Failed => FactTone.Bad,
        FleetTaskStatus.Completed => FactTone.Good,
        _ => FactTone.Info,
    };

    private static FactTone OfActivity(string type) => type switch
    {
        ActivityTypes.BlockerCreated or ActivityTypes.TaskBlocked => FactTone.Attention,
        ActivityTypes.BlockerExpired => FactTone.Bad,
        ActivityTypes.TaskCompleted or ActivityTypes.TaskUnblocked or ActivityTypes.BlockerResolved or ActivityTypes.AgentResumed => FactTone.Good,
        _ => FactTone.Info,
    };
}
