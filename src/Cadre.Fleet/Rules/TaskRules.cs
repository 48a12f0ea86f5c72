using System.Collections.Immutable;

namespace Cadre.Fleet;

/// <summary>Real fleets jump between statuses, so any status may follow any other; what makes no sense in itself is refused.</summary>
internal static class TaskRules
{
    public static Decision Create(FleetState state, FleetTask task, DecisionContext context)
    {
        var id = task.Id == default ? NextId(state) : task.Id;
        if (context.Limits.Check(task with { Id = id }) is { } problem) return Answers.Refuse(problem);
        var known = state.Tasks.Find(id);
        if (known is not null && context.Strict) return Answers.AlreadyExists("task", id.ToString());
        if (known is null && state.Tasks.Count >= context.Limits.MaxTasks) return Answers.LimitReached("tasks", context.Limits.MaxTasks);
        var stamp = context.Stamp(task.Timestamp, known?.Timestamp ?? 0);
        if (stamp < known?.Timestamp) return Answers.Stale("task", id.ToString(), stamp, known.Timestamp);
        var open = OpenBlockers(state, task.BlockedBy);
        var status = task.Status is FleetTaskStatus.Pending && !open.IsEmpty ? FleetTaskStatus.Blocked : task.Status;
        var created = task with { Id = id, Status = status, BlockedBy = open, Timestamp = stamp, Version = (known?.Version ?? 0) + 1 };
        return status is FleetTaskStatus.Completed && CompletionCascade.Dependents(state, id).Any()
            ? CreateCompleted(state, known, created)
            : Counting.Accept(state, known, status, new TaskCreated(created));
    }

    /// <summary>Tasks may have waited for one that is announced only when it is done; completing it frees them, creating it would not.</summary>
    private static Decision CreateCompleted(FleetState state, FleetTask? known, FleetTask created)
    {
        var stamp = CompletionCascade.Dependents(state, created.Id).Max(dependent => Math.Max(dependent.Timestamp, created.Timestamp));
        return Counting.Accept(
            state,
            known,
            FleetTaskStatus.Completed,
            new TaskCreated(created with { Status = FleetTaskStatus.Pending }),
            new TaskStatusChanged(created.Id, FleetTaskStatus.Completed, created.Progress, stamp));
    }

    /// <summary>A task's title, status and progress may be changed in one request; the title is a fact of its own.</summary>
    public static Decision Update(FleetState state, TaskUpdated update, DecisionContext context)
    {
        var changes = update.Changes;
        if (Missing(state, update.TaskId, context, out var task) is { } refusal) return refusal;
        if (changes.Title.HasValue && context.Limits.Title(changes.Title.Or("")) is { } problem) return Answers.Refuse(problem);
        var status = changes.Status.Or(task.Status);
        var progress = changes.Progress.Or(status is FleetTaskStatus.Completed && task.Status is not FleetTaskStatus.Completed ? null : task.Progress);
        var restated = changes.Status.HasValue || changes.Progress.HasValue
            ? ChangeStatus(state, new(task.Id, status, progress, update.Timestamp), context)
            : null;
        if (!changes.Title.HasValue)
            return restated ?? Answers.Refuse(Answers.Invalid("", "nothing", "at least one of title, status, progress"));
        if (restated is not (null or Decision.Accepted)) return restated;
        var stamp = context.Stamp(update.Timestamp, task.Timestamp);
        if (stamp < task.Timestamp) return Answers.Stale("task", task.Id.ToString(), stamp, task.Timestamp);
        var retitled = update with { Changes = new() { Title = changes.Title }, Timestamp = stamp };
        return Answers.Accept([retitled, .. (restated as Decision.Accepted)?.Events ?? []]);
    }

    public static Decision ChangeStatus(FleetState state, TaskStatusChanged change, DecisionContext context)
    {
        if (Missing(state, change.TaskId, context, out var task) is { } refusal) return refusal;
        if (EntityChecks.Percent(change.Progress, "/progress") is { } problem) return Answers.Refuse(problem);
        if (Stale(task, change.Timestamp, context, out var stamp) is { } stale) return stale;
        if (change.Status is FleetTaskStatus.Completed && task.Status is not FleetTaskStatus.Completed)
        {
            foreach (var dependent in CompletionCascade.Dependents(state, task.Id)) stamp = Math.Max(stamp, dependent.Timestamp);
        }
        return Counting.Accept(state, task, change.Status, change with { Timestamp = stamp });
    }

    public static Decision Block(FleetState state, TaskBlocked blocked, DecisionContext context)
    {
        if (Missing(state, blocked.TaskId, context, out var task) is { } refusal) return refusal;
        if (context.Limits.Blockers(task.Id, blocked.BlockedBy) is { } problem) return Answers.Refuse(problem);
        if (blocked.BlockedBy.IsEmpty) return Pointless(context, Answers.Invalid("/blockedBy", "an empty list", "at least one task to wait for"));
        if (Stale(task, blocked.Timestamp, context, out var stamp) is { } stale) return stale;
        var open = OpenBlockers(state, blocked.BlockedBy);
        return open.IsEmpty
            ? Pointless(context, new(ProblemCodes.InvalidTransition, $"Task {task.Id} cannot wait for tasks that are completed: nothing would unblock it."))
            : Counting.Accept(state, task, FleetTaskStatus.Blocked, blocked with { BlockedBy = open, Timestamp = stamp });
    }

    public static Decision Unblock(FleetState state, TaskUnblocked unblocked, DecisionContext context)
    {
        if (Missing(state, unblocked.TaskId, context, out var task) is { } refusal) return refusal;
        if (Stale(task, unblocked.Timestamp, context, out var stamp) is { } stale) return stale;
        if (task.Status is FleetTaskStatus.Completed)
            return Pointless(context, new(ProblemCodes.InvalidTransition, $"Task {task.Id} is completed; set its status to reopen it."));
        return context.Strict && task.Status is not FleetTaskStatus.Blocked && task.BlockedBy.IsEmpty
            ? new Decision.Ignored($"task {task.Id} is not blocked")
            : Answers.Accept(unblocked with { Timestamp = stamp });
    }

    /// <summary>The blockers that still have to be completed, each once; unknown ones count as open, for they may be reported later.</summary>
    public static ImmutableArray<TaskId> OpenBlockers(FleetState state, ImmutableArray<TaskId> blockers) => blockers.IsEmpty
        ? blockers
        : [.. blockers.Distinct().Where(id => state.Tasks.Find(id)?.Status is not FleetTaskStatus.Completed)];

    /// <summary>The refusal if the task is unknown or changed since the caller saw it.</summary>
    private static Decision? Missing(FleetState state, TaskId id, DecisionContext context, out FleetTask task)
    {
        task = state.Tasks.Find(id)!;
        if (task is null) return context.Unknown("task", id.ToString(), "/taskId");
        return context.VersionMismatch("task", id.ToString(), task.Version) is { } problem ? Answers.Refuse(problem) : null;
    }

    private static Decision? Stale(FleetTask task, long given, DecisionContext context, out long stamp)
    {
        stamp = context.Stamp(given, task.Timestamp);
        return stamp < task.Timestamp ? Answers.Stale("task", task.Id.ToString(), stamp, task.Timestamp) : null;
    }

    /// <summary>Callers that wait for an answer learn what is wrong; in a feed it is only worth a note.</summary>
    private static Decision Pointless(DecisionContext context, FleetProblem problem) =>
        context.Strict ? Answers.Refuse(problem) : new Decision.Ignored(problem.Detail);

    private static TaskId NextId(FleetState state) => new(state.TaskIndex.HighestId + 1);
}
