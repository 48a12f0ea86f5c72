namespace Cadre.Fleet;

/// <summary>The rules of the data model, checked against a whole state. They report; they change nothing.</summary>
public static class FleetInvariants
{
    /// <summary>A fleet of the first model had at most ten agents; more are kept and reported.</summary>
    private const int UsualAgents = 10;

    /// <summary>Every rule that the state breaks, in a fixed order.</summary>
    public static IEnumerable<Violation> Check(FleetState state) =>
        [.. OfFleet(state), .. state.Agents.SelectMany(agent => Of(state, agent)), .. state.Tasks.SelectMany(task => Of(state, task)), .. OfActivity(state), .. OfProgress(state)];

    private static IEnumerable<Violation> OfFleet(FleetState state)
    {
        if (state.Agents.Count > UsualAgents)
            yield return Warning("many-agents", "fleet", $"There are {state.Agents.Count} agents; more than {UsualAgents} are hard to follow.");
        if (state.Activity.Length > FleetState.MaxActivity)
            yield return Error("activity-overflow", "fleet", $"The activity feed holds {state.Activity.Length} items, at most {FleetState.MaxActivity} should be kept.");
    }

    private static IEnumerable<Violation> Of(FleetState state, Agent agent)
    {
        var subject = WaitForGraph.NodeOf(agent.Id);
        if (!Stamps.IsUsable(agent.Timestamp)) yield return Error("agent-timestamp", subject, $"The timestamp {agent.Timestamp} is not after 1970.");
        if (agent is { Status: AgentStatus.Running, CurrentTask: null }) yield return Error("running-without-task", subject, "The agent runs but names no current task.");
        if (agent is { Status: AgentStatus.Blocked, Blocker: null or "" }) yield return Warning("blocked-without-blocker", subject, "The agent is blocked but does not say by what.");
        if (agent.TasksCompleted < 0) yield return Error("negative-tasks-completed", subject, $"The agent has completed {agent.TasksCompleted} tasks.");
        if (agent.RiskScore is not (>= 0 and <= 100)) yield return Error("risk-range", subject, $"The risk score {agent.RiskScore} is not within 0 to 100.");
        if (agent.CurrentTask is { } current && !state.Tasks.ContainsKey(current.Id))
            yield return Warning("unknown-current-task", subject, $"The agent works on task {current.Id}, which is not known.");
    }

    private static IEnumerable<Violation> Of(FleetState state, FleetTask task)
    {
        var subject = WaitForGraph.NodeOf(task.Id);
        if (!Stamps.IsUsable(task.Timestamp)) yield return Error("task-timestamp", subject, $"The timestamp {task.Timestamp} is not after 1970.");
        if (task is { Status: FleetTaskStatus.InProgress, AgentId: null }) yield return Error("in-progress-without-agent", subject, "The task is in progress but nobody holds it.");
        if (task is { Status: FleetTaskStatus.Blocked, BlockedBy.IsEmpty: true }) yield return Warning("blocked-without-blockers", subject, "The task is blocked but names no task that blocks it.");
        if (task.Progress is { } progress && !Ranges.IsPercent(progress)) yield return Error("progress-range", subject, $"The progress {progress} is not within 0 to 100.");
        if (task.AgentId is { } agent && !state.Agents.ContainsKey(agent)) yield return Warning("unknown-agent", subject, $"The task is held by '{agent}', who is not known.");
        foreach (var blocker in task.BlockedBy.Distinct())
        {
            if (!state.Tasks.ContainsKey(blocker)) yield return Warning("unknown-blocker", subject, $"The task waits for task {blocker}, which is not known.");
        }
    }

    private static IEnumerable<Violation> OfActivity(FleetState state)
    {
        for (var i = 0; i < state.Activity.Length; i++)
        {
            var item = state.Activity[i];
            if (JsDate.Parse(item.Timestamp) is null) yield return Error("activity-timestamp", $"activity:{i}", $"'{item.Timestamp}' is not a time.");
            if (item.Message.Length == 0) yield return Error("activity-message", $"activity:{i}", "The message is empty.");
            if (item.Agent != ActivityTypes.System && !state.Agents.ContainsKey(AgentId.Trusted(item.Agent)))
                yield return Warning("activity-agent", $"activity:{i}", $"'{item.Agent}' is neither a known agent nor {ActivityTypes.System}.");
        }
    }

    private static IEnumerable<Violation> OfProgress(FleetState state)
    {
        if (state.Progress is not { } progress) yield break;
        if (progress.CompletedTasks < 0 || progress.TotalTasks < 0 || progress.Percentage < 0) yield return Error("progress-negative", "progress", "A number of the progress is negative.");
        if (progress.CompletedTasks > progress.TotalTasks)
            yield return Error("progress-order", "progress", $"{progress.CompletedTasks} of {progress.TotalTasks} tasks are completed.");
        var exact = ProjectProgress.PercentageOf(progress.CompletedTasks, progress.TotalTasks);
        if (!(Math.Abs(exact - progress.Percentage) < 0.1 + 1e-9)) yield return Error("progress-percentage", "progress", $"The percentage is {progress.Percentage}, it should be {exact}.");
    }

    private static Violation Warning(string rule, string subject, string message) => new(rule, ViolationSeverity.Warning, subject, message);

    private static Violation Error(string rule, string subject, string message) => new(rule, ViolationSeverity.Error, subject, message);
}
