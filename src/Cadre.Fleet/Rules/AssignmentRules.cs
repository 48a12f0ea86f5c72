namespace Cadre.Fleet;

internal static class AssignmentRules
{
    public static Decision Assign(FleetState state, TaskAssigned assigned, DecisionContext context)
    {
        if (!state.Agents.TryGetValue(assigned.AgentId, out var agent)) return context.Unknown("agent", assigned.AgentId.Value, "/agentId");
        var problem = EntityChecks.Id(assigned.TaskId, "/taskId") ?? EntityChecks.Text(assigned.Title, "/title", context.Limits.MaxTitleLength);
        if (problem is not null) return Answers.Refuse(problem);
        return state.Tasks.TryGetValue(assigned.TaskId, out var task)
            ? AssignKnown(state, task, agent, assigned, context)
            : AssignUnknown(state, agent, assigned, context);
    }

    private static Decision AssignKnown(FleetState state, FleetTask task, Agent agent, TaskAssigned assigned, DecisionContext context)
    {
        if (context.VersionMismatch("task", task.Id.ToString(), task.Version) is { } problem) return Answers.Refuse(problem);
        var stamp = context.Stamp(assigned.Timestamp, task.Timestamp);
        if (stamp < task.Timestamp) return Answers.Stale("task", task.Id.ToString(), stamp, task.Timestamp);
        var previous = context.Strict ? HolderToRelieve(state, task, agent) : null;
        var notBefore = Math.Max(stamp, Math.Max(agent.Timestamp, previous?.Timestamp ?? 0));
        var titled = assigned with { Title = context.Strict && string.IsNullOrEmpty(assigned.Title) ? task.Title : assigned.Title, Timestamp = notBefore };
        return previous is null
            ? Counting.Accept(state, task, FleetTaskStatus.InProgress, titled)
            : Counting.Accept(state, task, FleetTaskStatus.InProgress, new AgentUpdated(previous.Id, WithoutTask, notBefore), titled);
    }

    /// <summary>Some fleets never announce their tasks: the first assignment does.</summary>
    private static Decision AssignUnknown(FleetState state, Agent agent, TaskAssigned assigned, DecisionContext context)
    {
        if (context.Strict) return context.Unknown("task", assigned.TaskId.ToString(), "/taskId");
        if (state.Tasks.Count >= context.Limits.MaxTasks) return Answers.LimitReached("tasks", context.Limits.MaxTasks);
        var stamp = Math.Max(context.Stamp(assigned.Timestamp, 0), agent.Timestamp);
        var task = new FleetTask
        {
            Id = assigned.TaskId,
            Title = string.IsNullOrWhiteSpace(assigned.Title) ? $"Task #{assigned.TaskId}" : assigned.Title,
            Timestamp = stamp,
            Version = 1,
        };
        return Counting.Accept(state, null, FleetTaskStatus.InProgress, new TaskCreated(task), assigned with { Timestamp = stamp });
    }

    private static AgentPatch WithoutTask { get; } = new() { Status = AgentStatus.Idle, CurrentTask = new(null) };

    /// <summary>
    /// The agent that works on the task so far. A person who gives it to another expects it to stop; a feed reports what each agent does by itself.
    /// </summary>
    private static Agent? HolderToRelieve(FleetState state, FleetTask task, Agent next) =>
        task.AgentId is { } id && id != next.Id && state.Agents.TryGetValue(id, out var holder) && holder.CurrentTask?.Id == task.Id ? holder : null;
}
