namespace Cadre.Fleet;

/// <summary>Task facts apply in the order in which they arrive; which of them are too old is decided at the door.</summary>
internal static class TaskTransitions
{
    public static FleetState Create(FleetState state, FleetTask task)
    {
        if (!Stamps.IsUsable(task.Timestamp)) return state;
        var known = state.Tasks.Find(task.Id);
        return known?.Timestamp > task.Timestamp ? state : state.With(known, task with { Version = (known?.Version ?? 0) + 1 });
    }

    public static FleetState Update(FleetState state, TaskUpdated update) =>
        Find(state, update.TaskId, update.Timestamp) is { } task && update.Changes.Title.HasValue
            ? state.With(task, Written(task, update.Timestamp) with { Title = update.Changes.Title.Or(task.Title) })
            : state;

    public static FleetState Assign(FleetState state, TaskAssigned assigned)
    {
        var after = state;
        if (Find(state, assigned.TaskId, assigned.Timestamp) is { } task)
            after = after.With(task, Written(task, assigned.Timestamp) with { Status = FleetTaskStatus.InProgress, AgentId = assigned.AgentId });
        if (Stamps.IsUsable(assigned.Timestamp) && state.Agents.TryGetValue(assigned.AgentId, out var agent))
        {
            after = after.With(agent with
            {
                Status = AgentStatus.Running,
                CurrentTask = new(assigned.TaskId, string.IsNullOrEmpty(assigned.Title) ? $"Task #{assigned.TaskId}" : assigned.Title),
                Timestamp = assigned.Timestamp,
                Version = agent.Version + 1,
            });
        }
        return after;
    }

    public static FleetState ChangeStatus(FleetState state, TaskStatusChanged change)
    {
        if (Find(state, change.TaskId, change.Timestamp) is not { } task) return state;
        var written = Written(task, change.Timestamp) with { Status = change.Status, Progress = change.Progress };
        var after = state.With(task, written);
        return change.Status is FleetTaskStatus.Completed && task.Status is not FleetTaskStatus.Completed
            ? CompletionCascade.Apply(after, written)
            : after;
    }

    public static FleetState Block(FleetState state, TaskBlocked blocked) =>
        !blocked.BlockedBy.IsEmpty && Find(state, blocked.TaskId, blocked.Timestamp) is { } task
            ? state.With(task, Written(task, blocked.Timestamp) with { Status = FleetTaskStatus.Blocked, BlockedBy = blocked.BlockedBy })
            : state;

    public static FleetState Unblock(FleetState state, TaskUnblocked unblocked) =>
        Find(state, unblocked.TaskId, unblocked.Timestamp) is { } task
            ? state.With(task, Written(task, unblocked.Timestamp) with { Status = FleetTaskStatus.Pending, BlockedBy = [] })
            : state;

    private static FleetTask? Find(FleetState state, TaskId id, long timestamp) => Stamps.IsUsable(timestamp) ? state.Tasks.Find(id) : null;

    private static FleetTask Written(FleetTask task, long timestamp) => task with { Timestamp = timestamp, Version = task.Version + 1 };
}
