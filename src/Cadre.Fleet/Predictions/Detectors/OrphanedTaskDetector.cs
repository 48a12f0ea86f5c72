namespace Cadre.Fleet;

/// <summary>A task that is in progress by its status, but nobody works on it; or one that failed and others wait for.</summary>
internal sealed class OrphanedTaskDetector : IConflictDetector
{
    public IEnumerable<Prediction> Detect(Situation situation)
    {
        foreach (var task in situation.Unfinished)
        {
            if (ReasonFor(situation, task) is { } reason) yield return Describe(situation, task, reason, situation.HeldUpBy(task));
            else if (task.Status is FleetTaskStatus.Failed && situation.HeldUpBy(task) is { Any: true } heldUp) yield return Describe(situation, task, "it failed", heldUp);
        }
    }

    /// <summary>Why nobody works on a task that is in progress; null if somebody does, or if its agent does too much at once, which is another trouble.</summary>
    public static string? ReasonFor(Situation situation, FleetTask task)
    {
        if (task.Status is not FleetTaskStatus.InProgress) return null;
        if (task.AgentId is not { } holder) return "nobody holds it";
        if (!situation.State.Agents.TryGetValue(holder, out var agent)) return Wording.Unknown(holder.Value);
        if (agent.Status is AgentStatus.Idle or AgentStatus.Resolved) return $"{holder}, who holds it, is {agent.Status.ToWireName()}";
        return agent.CurrentTask is { } current && current.Id != task.Id && situation.Work.CountInProgress(holder) == 1
            ? $"{holder}, who holds it, works on #{current.Id}"
            : null;
    }

    private static Prediction Describe(Situation situation, FleetTask task, string reason, HeldUpTasks heldUp)
    {
        var agents = heldUp.Directly.Prepend(task).Select(other => other.AgentId).OfType<AgentId>().Distinct().ToList();
        return new()
        {
            Id = PredictionIds.Of(PredictionKinds.OrphanedTask, task.Id),
            Kind = PredictionKinds.OrphanedTask,
            Summary = task.Status is FleetTaskStatus.Failed
                ? $"Task {Wording.Titled(task)} failed and {Wording.Wait(heldUp.Count, "task")} for it"
                : $"Task {Wording.Titled(task)} is in progress, but {reason}",
            Agents = [.. agents.Select(agent => agent.Value)],
            Tasks = [task.Id, .. heldUp.Directly.Select(other => other.Id)],
            Risk = Risks.Together(Risks.TaskOrphaned, heldUp.Weight),
            Reasons = [reason, $"unchanged for {Wording.Span(situation.Since(task.Timestamp))}", .. heldUp.Reason],
            RootCauses = [NodeIds.Of(task.Id)],
            SuggestedActions = [.. Actions(situation, task)],
        };
    }

    private static IEnumerable<SuggestedAction> Actions(Situation situation, FleetTask task)
    {
        var idle = situation.HolderOf(task) is { Status: AgentStatus.Idle or AgentStatus.Resolved } holder ? holder : null;
        if ((idle ?? situation.Work.FreeAgent(task.AgentId)) is { } taker) yield return TaskActions.Assign(task.Id, taker.Id);
        yield return TaskActions.Requeue(task);
    }
}
