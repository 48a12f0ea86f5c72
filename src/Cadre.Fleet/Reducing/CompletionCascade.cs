namespace Cadre.Fleet;

/// <summary>What follows when a task becomes completed: its agent is free, the tasks that waited for it wait no longer.</summary>
internal static class CompletionCascade
{
    public static FleetState Apply(FleetState state, FleetTask completed)
    {
        var after = state;
        if (AgentToFree(state, completed, completed.Timestamp) is { } agent)
            after = after.With(agent with { Status = AgentStatus.Idle, CurrentTask = null, Timestamp = completed.Timestamp, Version = agent.Version + 1 });
        var tasks = after.Tasks;
        foreach (var dependent in Dependents(state, completed.Id)) tasks = tasks.SetItem(dependent.Id, Without(dependent, completed));
        if (!ReferenceEquals(tasks, after.Tasks)) after = after with { Tasks = tasks, TaskIndex = after.TaskIndex.WithoutBlocker(completed.Id) };
        return after.WithActivity(
            completed.Timestamp, ActivityTypes.TaskCompleted, completed.AgentId?.Value ?? ActivityTypes.System, Message(completed));
    }

    /// <summary>The holder, unless it moved on to another task or something newer is known of it.</summary>
    public static Agent? AgentToFree(FleetState state, FleetTask completed, long timestamp) =>
        completed.AgentId is { } holder
        && state.Agents.TryGetValue(holder, out var agent)
        && (agent.CurrentTask is null || agent.CurrentTask.Id == completed.Id)
        && agent.Timestamp <= timestamp
            ? agent
            : null;

    /// <summary>The other tasks that name this one as a blocker.</summary>
    public static IEnumerable<FleetTask> Dependents(FleetState state, TaskId blocker)
    {
        foreach (var id in state.TaskIndex.DependentsOf(blocker))
        {
            if (id != blocker.Value && state.Tasks.TryGetValue(new(id), out var task)) yield return task;
        }
    }

    private static FleetTask Without(FleetTask dependent, FleetTask completed)
    {
        var rest = dependent.BlockedBy.RemoveAll(id => id == completed.Id);
        var freed = rest.IsEmpty && dependent.Status is not FleetTaskStatus.Completed;
        return dependent with
        {
            Status = freed ? FleetTaskStatus.Pending : dependent.Status,
            BlockedBy = rest,
            Timestamp = completed.Timestamp,
            Version = dependent.Version + 1,
        };
    }

    private static string Message(FleetTask completed) =>
        completed.Title.Length == 0 ? $"Task #{completed.Id} completed" : $"Task #{completed.Id} completed: {completed.Title}";
}
