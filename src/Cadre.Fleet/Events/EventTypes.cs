using System.Collections.Immutable;

namespace Cadre.Fleet;

/// <summary>The names of event kinds on the wire.</summary>
public static class EventTypes
{
    /// <summary>Name of <see cref="Fleet.AgentCreated"/>.</summary>
    public const string AgentCreated = "agent.created";

    /// <summary>Name of <see cref="Fleet.AgentsLoaded"/>.</summary>
    public const string AgentsLoaded = "agents.loaded";

    /// <summary>Name of <see cref="Fleet.AgentUpdated"/>.</summary>
    public const string AgentUpdated = "agent.updated";

    /// <summary>Name of <see cref="Fleet.AgentRetired"/>.</summary>
    public const string AgentRetired = "agent.retired";

    /// <summary>Name of <see cref="Fleet.TaskCreated"/>.</summary>
    public const string TaskCreated = "task.created";

    /// <summary>Name of <see cref="Fleet.TaskUpdated"/>.</summary>
    public const string TaskUpdated = "task.updated";

    /// <summary>Name of <see cref="Fleet.TaskAssigned"/>.</summary>
    public const string TaskAssigned = "task.assigned";

    /// <summary>Name of <see cref="Fleet.TaskStatusChanged"/>.</summary>
    public const string TaskStatusChanged = "task.status_changed";

    /// <summary>Name of <see cref="Fleet.TaskBlocked"/>.</summary>
    public const string TaskBlocked = "task.blocked";

    /// <summary>Name of <see cref="Fleet.TaskUnblocked"/>.</summary>
    public const string TaskUnblocked = "task.unblocked";

    /// <summary>Name of <see cref="Fleet.ActivityAdded"/>.</summary>
    public const string ActivityAdded = "activity.added";

    /// <summary>Name of <see cref="Fleet.ProgressUpdated"/>.</summary>
    public const string ProgressUpdated = "progress.updated";

    /// <summary>Name of <see cref="Fleet.ClaimAcquired"/>.</summary>
    public const string ClaimAcquired = "claim.acquired";

    /// <summary>Name of <see cref="Fleet.ClaimRenewed"/>.</summary>
    public const string ClaimRenewed = "claim.renewed";

    /// <summary>Name of <see cref="Fleet.ClaimReleased"/>.</summary>
    public const string ClaimReleased = "claim.released";

    /// <summary>Name of <see cref="Fleet.FleetResynced"/>.</summary>
    public const string FleetResynced = "fleet.resynced";

    /// <summary>Name of <see cref="Fleet.ConnectionChanged"/>; never on the wire of the hub, only in a client's own state.</summary>
    public const string ConnectionChanged = "connection.changed";

    /// <summary>Every name a hub accepts and emits, in the order of the API document.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        AgentCreated, AgentsLoaded, AgentUpdated, AgentRetired, TaskCreated, TaskUpdated, TaskAssigned, TaskStatusChanged,
        TaskBlocked, TaskUnblocked, ActivityAdded, ProgressUpdated, ClaimAcquired, ClaimRenewed, ClaimReleased, FleetResynced,
    ];
}
