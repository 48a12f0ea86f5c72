namespace Cadre.Fleet;

internal sealed class OverloadDetector : IConflictDetector
{
    /// <summary>How probable it is that one task more than one can work on slips.</summary>
    private const double RiskOfEachTooMany = 0.35;

    public IEnumerable<Prediction> Detect(Situation situation) =>
        from agent in situation.State.Agents
        let held = situation.Held[agent.Id].ToList()
        where held.Count > 1
        select Describe(situation, agent, held);

    private static Prediction Describe(Situation situation, Agent agent, List<FleetTask> held)
    {
        var waiting = held.Where(task => task.Id != agent.CurrentTask?.Id).ToList();
        var surplus = waiting.Count == held.Count ? waiting[1..] : waiting;
        var free = situation.FreeAgent(agent.Id);
        return new()
        {
            Id = $"{PredictionKinds.Overload}:{agent.Id}",
            Kind = PredictionKinds.Overload,
            Summary = $"{agent.Id} holds {held.Count} tasks in progress",
            Agents = [agent.Id.Value],
            Tasks = [.. held.Select(task => task.Id)],
            Risk = Risks.Together(surplus.Select(_ => RiskOfEachTooMany)),
            Reasons = [.. held.Select(task => task.Id == agent.CurrentTask?.Id ? $"works on task {task.Id}" : $"task {task.Id} is in progress in its name too")],
            RootCauses = [WaitForGraph.NodeOf(agent.Id)],
            SuggestedActions = [.. surplus.Select(task => free is null ? SuggestedActions.Requeue(task.Id) : SuggestedActions.Assign(task.Id, free.Id))],
        };
    }
}
