namespace Cadre.Fleet;

/// <summary>An output that its agent reports as late, and who waits for it or for anything of that agent.</summary>
internal sealed class DelayedOutputDetector : IConflictDetector
{
    private const int MostDropped = 2;

    public IEnumerable<Prediction> Detect(Situation situation) =>
        from agent in situation.State.Agents
        from output in agent.DelayedOutputs.Distinct()
        select Describe(situation, agent, output);

    private static Prediction Describe(Situation situation, Agent agent, string output)
    {
        var forOutput = situation.DependingOn(output).Where(other => other != agent.Id).ToList();
        var forAgent = situation.DependingOn(agent.Id.Value).Where(other => other != agent.Id).Except(forOutput).ToList();
        var waiting = forOutput.Concat(forAgent).ToList();
        return new()
        {
            Id = PredictionIds.Of(PredictionKinds.DelayedOutput, agent.Id, output),
            Kind = PredictionKinds.DelayedOutput,
            Summary = $"{Wording.Quote(output)} of {agent.Id} is late{(waiting.Count == 0 ? "" : $" and {Wording.Wait(waiting.Count, "agent")}")}",
            Agents = [agent.Id.Value, .. waiting.Select(other => other.Value)],
            Risk = Risks.Together(
                Risks.OutputLate, Risks.Each(Risks.WaitingForOutput, forOutput.Count), Risks.Each(Risks.WaitingForLateAgent, forAgent.Count)),
            Reasons =
            [
                agent.DelayedOutputs.Distinct().Count() is var late and > 1 ? $"one of {late} outputs that {agent.Id} reports as late" : $"{agent.Id} reports it as late",
                .. Wording.WaitFor("just this output", forOutput),
                .. Wording.WaitFor(agent.Id.Value, forAgent),
            ],
            RootCauses = situation.RootCausesOf(agent.Id),
            SuggestedActions =
            [
                AgentActions.Deliver(agent, output),
                .. forOutput.Take(MostDropped).Select(other => AgentActions.DropDependency(situation.State.Agents[other], output)),
            ],
        };
    }
}
