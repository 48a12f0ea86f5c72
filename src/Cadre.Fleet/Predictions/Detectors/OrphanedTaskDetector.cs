namespace Cadre.Fleet;

internal sealed class OrphanedTaskDetector : IConflictDetector
{
    public IEnumerable<Prediction> Detect(Situation situation) =>
        from task in situation.State.Tasks
        where task.Status is FleetTaskStatus.InProgress
        let reason = ReasonFor(situation.State, task)
        where reason is not null
        select Describe(situation, task, reason);

    private static string? ReasonFor(FleetState state, FleetTask task)
    {
        if (task.AgentId is not { } holder) return "nobody holds it";
        if (!state.Agents.TryGetValue(holder, out var agent)) return $"{holder} is not part of the fleet any more";
        if (agent.CurrentTask is { } current) return current.Id == task.Id ? null : $"{holder} works on task {current.Id}";
        return agent.Status is AgentStatus.Idle or AgentStatus.Resolved ? $"{holder} is idle" : null;
    }

    private static Prediction Describe(Situation situation, FleetTask task, string reason)
    {
        var waiting = CompletionCascade.Dependents(situation.State, task.Id).Where(other => other.Status is not FleetTaskStatus.Completed).ToList();
        var free = situation.FreeAgent();
        return new()
        {
            Id = $"{PredictionKinds.OrphanedTask}:{task.Id}",
            Kind = PredictionKinds.OrphanedTask,
            Summary = $"Task {task.Id} is in progress but nobody works on it: {reason}",
            Agents = task.AgentId is { } holder ? [holder.Value] : [],
            Tasks = [task.Id, .. waiting.Select(other => other.Id)],
            Risk = Risks.Together([0.45, .. waiting.Select(_ => 0.2)]),
            Reasons = [reason, .. waiting.Select(other => $"task {other.Id} waits for it")],
            RootCauses = [WaitForGraph.NodeOf(task.Id)],
            SuggestedActions = free is null ? [SuggestedActions.Requeue(task.Id)] : [SuggestedActions.Assign(task.Id, free.Id), SuggestedActions.Requeue(task.Id)],
        };
    }
}
