using System.Collections.Immutable;

namespace Cadre.Fleet;

/// <summary>A task came into being.</summary>
/// <param name="Task">The task; a proposal with id 0 asks for the next free id.</param>
public sealed record TaskCreated(FleetTask Task) : FleetEvent
{
    /// <inheritdoc/>
    public override string Type => EventTypes.TaskCreated;
}

/// <summary>A task's title changed.</summary>
/// <param name="TaskId">Which task.</param>
/// <param name="Changes">What changed.</param>
/// <param name="Timestamp">When, Unix milliseconds; 0 in a proposal asks for the time of the decision.</param>
public sealed record TaskUpdated(TaskId TaskId, TaskPatch Changes, long Timestamp) : FleetEvent
{
    /// <inheritdoc/>
    public override string Type => EventTypes.TaskUpdated;
}

/// <summary>An agent took a task: the task is in progress and the agent runs.</summary>
/// <param name="TaskId">Which task.</param>
/// <param name="AgentId">Which agent.</param>
/// <param name="Title">The title the agent shows for it; null for <c>Task #n</c>.</param>
/// <param name="Timestamp">When, Unix milliseconds; 0 in a proposal asks for the time of the decision.</param>
public sealed record TaskAssigned(TaskId TaskId, AgentId AgentId, string? Title, long Timestamp) : FleetEvent
{
    /// <inheritdoc/>
    public override string Type => EventTypes.TaskAssigned;
}

/// <summary>A task's status and progress changed; completing it frees its agent and the tasks that waited for it.</summary>
/// <param name="TaskId">Which task.</param>
/// <param name="Status">The new status.</param>
/// <param name="Progress">The new progress in percent; null for none.</param>
/// <param name="Timestamp">When, Unix milliseconds; 0 in a proposal asks for the time of the decision.</param>
public sealed record TaskStatusChanged(TaskId TaskId, FleetTaskStatus Status, double? Progress, long Timestamp) : FleetEvent
{
    /// <inheritdoc/>
    public override string Type => EventTypes.TaskStatusChanged;
}

/// <summary>A task waits for others.</summary>
/// <param name="TaskId">Which task.</param>
/// <param name="BlockedBy">The tasks it waits for; replaces what it waited for before.</param>
/// <param name="Timestamp">When, Unix milliseconds; 0 in a proposal asks for the time of the decision.</param>
public sealed record TaskBlocked(TaskId TaskId, ImmutableArray<TaskId> BlockedBy, long Timestamp) : FleetEvent
{
    /// <inheritdoc/>
    public override string Type => EventTypes.TaskBlocked;
}

/// <summary>A task waits no longer and is pending again.</summary>
/// <param name="TaskId">Which task.</param>
/// <param name="Timestamp">When, Unix milliseconds; 0 in a proposal asks for the time of the decision.</param>
public sealed record TaskUnblocked(TaskId TaskId, long Timestamp) : FleetEvent
{
    /// <inheritdoc/>
    public override string Type => EventTypes.TaskUnblocked;
}
