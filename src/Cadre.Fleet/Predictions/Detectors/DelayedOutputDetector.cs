namespace Cadre.Fleet;

internal sealed class DelayedOutputDetector : IConflictDetector
{
    public IEnumerable<Prediction> Detect(Situation situation) =>
        from agent in situation.State.Agents
        from output in agent.DelayedOutputs.Distinct()
        select Describe(situation, agent, output);

    private static Prediction Describe(Situation situation, Agent agent, string output)
    {
        var forOutput = situation.DependingOn(output).Where(other => other.Id != agent.Id).ToList();
        var forAgent = situation.DependingOn(agent.Id.Value).Where(other => other.Id != agent.Id).ExceptBy(forOutput.Select(other => other.Id), other => other.Id).ToList();
        return new()
        {
            Id = $"{PredictionKinds.DelayedOutput}:{agent.Id}:{output}",
            Kind = PredictionKinds.DelayedOutput,
            Summary = $"{output} of {agent.Id} is late",
            Agents = [agent.Id.Value, .. forOutput.Concat(forAgent).Select(other => other.Id.Value)],
            Risk = Risks.Together([0.3, agent.RiskScore / 100 * 0.3, .. forOutput.Select(_ => 0.25), .. forAgent.Select(_ => 0.15)]),
            Reasons =
            [
                $"{agent.Id} reports {output} as delayed",
                .. forOutput.Select(other => $"{other.Id} waits for {output}"),
                .. forAgent.Select(other => $"{other.Id} waits for {agent.Id}"),
            ],
            RootCauses = situation.RootCauses(agent),
            SuggestedActions =
            [
                SuggestedActions.Resolve(agent.Id),
                .. forOutput.Select(other => SuggestedActions.DropDependency(other, output)),
                .. forAgent.Select(other => SuggestedActions.DropDependency(other, agent.Id.Value)),
            ],
        };
    }
}
