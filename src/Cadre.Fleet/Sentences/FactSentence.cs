namespace Cadre.Fleet;

/// <summary>Says in one English sentence what an event did, for people. What agents wrote is in it as it is, on one line.</summary>
public static class FactSentence
{
    /// <summary>The sentence, without a full stop. Pure; safe from any thread.</summary>
    public static string Of(FleetEvent fact) => fact switch
    {
        AgentCreated { Agent: var agent } => $"{agent.Id} joined as {agent.Type}{AgentPhrases.OnJoining(agent)}",
        AgentsLoaded loaded => $"All agents were reported anew: {Wording.Count(loaded.Agents.Length, "agent")}",
        AgentUpdated updated => $"{updated.AgentId} {AgentPhrases.Of(updated.Changes)}",
        AgentUnblocked unblocked => $"{unblocked.AgentId} is no longer blocked",
        AgentRetired retired => $"{retired.AgentId} retired",
        TaskCreated { Task: var task } => $"{Wording.Titled(task)} was created{BlockedBy(task.BlockedBy, ", blocked by ")}",
        TaskUpdated { Changes.Title: { HasValue: true, Value: var title } } renamed => $"#{renamed.TaskId} is called {Wording.Quote(title!)} now",
        TaskUpdated updated => $"#{updated.TaskId} was changed",
        TaskAssigned assigned => $"{assigned.AgentId} took {AgentPhrases.Titled(assigned.TaskId, assigned.Title)}",
        TaskStatusChanged changed => $"#{changed.TaskId} {Became(changed.Status)}{Percent(changed)}",
        TaskBlocked blocked => $"#{blocked.TaskId} is blocked{BlockedBy(blocked.BlockedBy, " by ")}",
        TaskUnblocked unblocked => $"#{unblocked.TaskId} is no longer blocked",
        ActivityAdded { Item: var item } => $"{(item.Agent is ActivityTypes.System ? "" : $"{item.Agent}: ")}{Wording.OneLine(item.Message)}",
        ProgressUpdated { Progress: var progress } => $"{progress.CompletedTasks} of {Wording.Count(progress.TotalTasks, "task")} completed, {Wording.Number(progress.Percentage)} %",
        ClaimAcquired { Claim: var claim } => $"{claim.AgentId} claimed {claim.Resource}{(claim.Mode is ClaimMode.Shared ? ", shared" : "")}{(claim.Note is { } note ? $": {Wording.OneLine(note)}" : "")}",
        ClaimRenewed renewed => $"{renewed.ClaimId} was renewed",
        ClaimReleased released => $"{released.ClaimId} {Ended(released.Reason)}",
        FleetResynced report => $"The fleet was reported anew: {Wording.Count(report.Agents.Length, "agent")} and {Wording.Count(report.Tasks.Length, "task")}",
        ConnectionChanged { Connected: var connected } => connected ? "The hub is connected" : "The connection to the hub is lost",
        _ => fact.Type,
    };

    private static string BlockedBy(IReadOnlyCollection<TaskId> tasks, string phrase) => tasks.Count == 0 ? "" : phrase + Wording.Names(tasks);

    private static string Percent(TaskStatusChanged changed) =>
        changed is { Progress: { } progress, Status: not FleetTaskStatus.Completed } ? $", {Wording.Number(progress)} %" : "";

    private static string Became(FleetTaskStatus status) => status switch
    {
        FleetTaskStatus.Pending => "is pending",
        FleetTaskStatus.InProgress => "is in progress",
        FleetTaskStatus.Blocked => "is blocked",
        FleetTaskStatus.Completed => "is completed",
        _ => "failed",
    };

    private static string Ended(ClaimReleaseReason reason) => reason switch
    {
        ClaimReleaseReason.Expired => "ran out",
        ClaimReleaseReason.Retired => "ended with its holder",
        _ => "was released",
    };
}
