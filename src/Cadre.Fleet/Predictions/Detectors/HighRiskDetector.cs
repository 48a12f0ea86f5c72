namespace Cadre.Fleet;

internal sealed class HighRiskDetector : IConflictDetector
{
    private const double Threshold = 70;

    public IEnumerable<Prediction> Detect(Situation situation) => situation.State.Agents.Where(agent => agent.RiskScore >= Threshold).Select(agent =>
    {
        var waiting = situation.WaitingFor(agent.Id).ToList();
        return new Prediction
        {
            Id = $"{PredictionKinds.HighRisk}:{agent.Id}",
            Kind = PredictionKinds.HighRisk,
            Summary = $"{agent.Id} reports a risk of {agent.RiskScore}",
            Agents = [agent.Id.Value, .. waiting.Select(other => other.Id.Value)],
            Tasks = agent.CurrentTask is { } current ? [current.Id] : [],
            Risk = Math.Round(agent.RiskScore / 100, 3),
            Reasons = [$"risk score {agent.RiskScore} of 100", .. waiting.Select(other => $"{other.Id} waits for it")],
            RootCauses = situation.RootCauses(agent),
            SuggestedActions = [SuggestedActions.Resolve(agent.Id)],
        };
    });
}
