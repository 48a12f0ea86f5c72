using System.Collections.Immutable;

namespace Cadre.Fleet;

internal sealed class BlockedOutputDetector : IConflictDetector
{
    public IEnumerable<Prediction> Detect(Situation situation) =>
        from agent in situation.State.Agents
        where agent.Status is AgentStatus.Blocked or AgentStatus.Error || !agent.BlockedTasks.IsEmpty
        select Describe(situation, agent);

    private static Prediction Describe(Situation situation, Agent agent)
    {
        var waiting = situation.WaitingFor(agent.Id).ToList();
        var stands = agent.Status is AgentStatus.Blocked or AgentStatus.Error;
        return new()
        {
            Id = $"{PredictionKinds.BlockedOutput}:{agent.Id}",
            Kind = PredictionKinds.BlockedOutput,
            Summary = stands ? $"{agent.Id} is {(agent.Status is AgentStatus.Error ? "in error" : "blocked")}" : $"{agent.Id} has blocked tasks",
            Agents = [agent.Id.Value, .. waiting.Select(other => other.Id.Value)],
            Tasks = agent.CurrentTask is { } current ? [current.Id] : [],
            Risk = Risks.Together([stands ? 0.4 : 0.2, agent.RiskScore / 100 * 0.3, .. agent.BlockedTasks.Select(_ => 0.08), .. waiting.Select(_ => 0.2)]),
            Reasons =
            [
                .. stands ? [agent.Blocker is { Length: > 0 } blocker ? $"says: {blocker}" : "does not say why"] : Array.Empty<string>(),
                .. agent.BlockedTasks.Select(task => $"blocked: {task}"),
                .. waiting.Select(other => $"{other.Id} waits for it"),
            ],
            RootCauses = situation.RootCauses(agent),
            SuggestedActions = Actions(situation.State, agent),
        };
    }

    private static ImmutableArray<SuggestedAction> Actions(FleetState state, Agent agent) =>
        agent.CurrentTask is { } current && state.Tasks.TryGetValue(current.Id, out var task) && !task.BlockedBy.IsEmpty
            ? [SuggestedActions.Resolve(agent.Id), SuggestedActions.Unblock(task.Id)]
            : [SuggestedActions.Resolve(agent.Id)];
}
