using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Cadre.Fleet;

/// <summary>The rules of the data model, checked against a whole state. They report; they change nothing.</summary>
public static class FleetInvariants
{
    /// <summary>How many agents the data model was drawn up for; more are kept and reported.</summary>
    private const int UsualAgents = 10;

    /// <summary>Far below what any screen shows, far above what a division loses.</summary>
    private const double PercentageTolerance = 1e-6;

    private static readonly FrozenSet<string> KnownActivity = FrozenSet.Create(
        ActivityTypes.TaskAssigned, ActivityTypes.TaskCompleted, ActivityTypes.TaskBlocked, ActivityTypes.TaskUnblocked, ActivityTypes.AgentCreated,
        ActivityTypes.AgentRetired, ActivityTypes.TestResult, ActivityTypes.CommitCreated, ActivityTypes.CorrectionAttempt, ActivityTypes.ActivityUpdate,
        ActivityTypes.BlockerCreated, ActivityTypes.BlockerResolved, ActivityTypes.BlockerExpired, ActivityTypes.AgentResumed);

    /// <summary>Every rule that the state breaks: of the fleet, its agents, tasks, activity and progress, each in the order of the state.</summary>
    public static IEnumerable<Violation> Check(FleetState state) =>
    [
        .. OfFleet(state),
        .. Twice(state.Agents.Select(agent => NodeIds.Of(agent.Id))),
        .. state.Agents.SelectMany(agent => OfAgent(agent, state)),
        .. Twice(state.Tasks.Select(task => NodeIds.Of(task.Id))),
        .. state.Tasks.SelectMany(task => OfTask(task, state)),
        .. OfActivity(state.Activity),
        .. state.Progress is { } progress ? OfProgress(progress) : [],
    ];

    private static IEnumerable<Violation> OfFleet(FleetState state)
    {
        if (state.Agents.Count > UsualAgents)
            yield return Warning("many-agents", "fleet", $"There are {state.Agents.Count} agents; the data model was drawn up for {UsualAgents}.");
        if (state.Activity.Length > FleetState.MaxActivity)
            yield return Error("activity-overflow", "fleet", $"There are {state.Activity.Length} activity items; at most {FleetState.MaxActivity} are kept.");
    }

    private static IEnumerable<Violation> OfAgent(Agent agent, FleetState state)
    {
        var subject = NodeIds.Of(agent.Id);
        if (!Stamps.IsUsable(agent.Timestamp))
            yield return Error("agent-timestamp", subject, $"The timestamp is {agent.Timestamp}; it must be greater than 0.");
        if (agent is { Status: AgentStatus.Running, CurrentTask: null })
            yield return Error("running-without-task", subject, "The agent is running but has no current task.");
        if (agent is { Status: AgentStatus.Blocked, Blocker: null or "" })
            yield return Error("blocked-without-blocker", subject, "The agent is blocked but does not say by what.");
        if (agent.TasksCompleted < 0)
            yield return Error("negative-tasks-completed", subject, $"The agent says it completed {agent.TasksCompleted} tasks; it must be at least 0.");
        if (agent.CurrentTask is { } current && !state.Tasks.ContainsKey(current.Id))
            yield return Warning("unknown-current-task", subject, $"The agent works on task {current.Id}, which is unknown.");
    }

    private static IEnumerable<Violation> OfTask(FleetTask task, FleetState state)
    {
        var subject = NodeIds.Of(task.Id);
        if (!Enum.IsDefined(task.Status))
            yield return Error("task-status", subject, $"The status {(int)task.Status} is none of {string.Join(", ", WireNames.TaskStatuses)}.");
        if (task is { Status: FleetTaskStatus.InProgress, AgentId: null })
            yield return Error("in-progress-without-agent", subject, "The task is in progress but nobody holds it.");
        if (task is { Status: FleetTaskStatus.Blocked, BlockedBy.IsEmpty: true })
            yield return Error("blocked-without-blockers", subject, "The task is blocked but names no task that it waits for.");
        if (task.Progress is { } progress && !Ranges.IsPercent(progress))
            yield return Error("progress-range", subject, $"The progress is {progress} %; it must be from 0 to 100.");
        if (!Stamps.IsUsable(task.Timestamp))
            yield return Error("task-timestamp", subject, $"The timestamp is {task.Timestamp}; it must be greater than 0.");
        if (task.AgentId is { } holder && !state.Agents.ContainsKey(holder))
            yield return Warning("unknown-agent", subject, $"The task is held by '{holder}', who is unknown.");
        foreach (var blocker in task.BlockedBy.Where(blocker => !state.Tasks.ContainsKey(blocker)).Distinct())
            yield return Warning("unknown-blocker", subject, $"The task waits for task {blocker}, which is unknown.");
    }

    private static IEnumerable<Violation> OfActivity(ImmutableArray<ActivityItem> activity)
    {
        for (var i = 0; i < activity.Length; i++)
        {
            var (item, subject) = (activity[i], $"activity:{i}");
            if (!JsDate.IsIso(item.Timestamp))
                yield return Error("activity-timestamp", subject, $"'{item.Timestamp}' is not a time in ISO 8601.");
            if (string.IsNullOrWhiteSpace(item.Message))
                yield return Error("activity-message", subject, "The message is empty.");
            if (string.IsNullOrWhiteSpace(item.Agent))
                yield return Error("activity-agent", subject, $"No agent is named; activity of nobody is by '{ActivityTypes.System}'.");
            if (!KnownActivity.Contains(item.Type))
                yield return Warning("activity-type", subject, $"'{item.Type}' is not a type that Cadre knows.");
            if (i > 0 && JsDate.Parse(item.Timestamp) > JsDate.Parse(activity[i - 1].Timestamp))
                yield return Warning("activity-order", subject, $"The item is of {item.Timestamp}, newer than the one before it; the newest should come first.");
        }
    }

    private static IEnumerable<Violation> OfProgress(ProjectProgress progress)
    {
        var (completed, total, percentage) = progress;
        if (completed < 0 || total < 0 || percentage < 0)
            yield return Error("progress-negative", "progress", $"{completed} of {total} tasks, {percentage} %: no number may be negative.");
        if (completed > total)
            yield return Error("progress-order", "progress", $"{completed} tasks are completed, but there are only {total}.");
        var exact = ProjectProgress.PercentageOf(completed, total);
        if (!(Math.Abs(percentage - exact) <= PercentageTolerance))
            yield return Error("progress-percentage", "progress", $"{completed} of {total} tasks are {exact} %, not {percentage} %.");
    }

    private static IEnumerable<Violation> Twice(IEnumerable<string> subjects) => subjects
        .CountBy(subject => subject)
        .Where(count => count.Value > 1)
        .Select(count => Error("duplicate-id", count.Key, $"The id is borne by {count.Value} entities; it must be unique."));

    private static Violation Warning(string rule, string subject, string message) => new(rule, ViolationSeverity.Warning, subject, message);

    private static Violation Error(string rule, string subject, string message) => new(rule, ViolationSeverity.Error, subject, message);
}
