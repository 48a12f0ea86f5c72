using System.Globalization;

namespace Cadre.Fleet;

/// <summary>An agent that reports a high risk score itself.</summary>
internal sealed class HighRiskDetector : IConflictDetector
{
    public IEnumerable<Prediction> Detect(Situation situation) =>
        situation.State.Agents.Where(agent => agent.RiskScore >= Risks.HighScore).Select(agent => Describe(situation, agent));

    private static Prediction Describe(Situation situation, Agent agent)
    {
        var waiting = situation.WaitingFor(agent.Id);
        var score = agent.RiskScore.ToString("0.##", CultureInfo.InvariantCulture);
        var level = agent.RiskScore >= Risks.CriticalScore ? $"critical from {Risks.CriticalScore}" : $"high from {Risks.HighScore}";
        return new()
        {
            Id = PredictionIds.Of(PredictionKinds.HighRisk, agent.Id),
            Kind = PredictionKinds.HighRisk,
            Summary = $"{agent.Id} reports a risk of {score} of 100",
            Agents = [agent.Id.Value, .. waiting.Select(other => other.Value)],
            Tasks = [.. situation.Work.HeldBy(agent.Id).Select(task => task.Id)],
            Risk = Risks.OfScore(agent.RiskScore),
            Reasons =
            [
                FormattableString.Invariant($"risk score {score}; {level}"),
                .. Wording.WaitForIt(waiting),
            ],
            RootCauses = [NodeIds.Of(agent.Id)],
            SuggestedActions = [AgentActions.Resolve(agent.Id)],
        };
    }
}
