namespace Cadre.Fleet;

/// <summary>An agent that claims to be at work and says nothing has probably died, or waits for somebody who does not know.</summary>
internal sealed class StaleAgentDetector : IConflictDetector
{
    private static readonly TimeSpan PatienceWithRunning = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan PatienceWithBlocked = TimeSpan.FromHours(2);

    public IEnumerable<Prediction> Detect(Situation situation)
    {
        foreach (var agent in situation.State.Agents)
        {
            if (PatienceWith(agent) is not { } patience) continue;
            var silent = TimeSpan.FromMilliseconds(situation.Now - situation.LastHeard(agent));
            if (silent > patience) yield return Describe(situation, agent, silent, patience);
        }
    }

    private static TimeSpan? PatienceWith(Agent agent) => agent.Status switch
    {
        AgentStatus.Running => PatienceWithRunning,
        AgentStatus.Blocked => PatienceWithBlocked,
        _ => null,
    };

    private static Prediction Describe(Situation situation, Agent agent, TimeSpan silent, TimeSpan patience)
    {
        var task = agent.CurrentTask?.Id;
        var waiting = situation.WaitingFor(agent.Id).ToList();
        var takeover = task is { } id && situation.FreeAgent(agent.Id) is { } free ? SuggestedActions.Assign(id, free.Id) : null;
        return new()
        {
            Id = $"{PredictionKinds.StaleAgent}:{agent.Id}",
            Kind = PredictionKinds.StaleAgent,
            Summary = $"{agent.Id} is {agent.Status.ToWireName()} but has been silent for {Spoken(silent)}",
            Agents = [agent.Id.Value, .. waiting.Select(other => other.Id.Value)],
            Tasks = task is { } current ? [current] : [],
            Risk = Risks.Together([0.4 + (0.4 * (1 - (patience / silent))), .. waiting.Select(_ => 0.15)]),
            Reasons =
            [
                $"last heard of at {Stamps.ToIso(situation.LastHeard(agent))}, {Spoken(silent)} ago; {Spoken(patience)} are usual",
                .. waiting.Select(other => $"{other.Id} waits for it"),
            ],
            RootCauses = situation.RootCauses(agent),
            SuggestedActions = takeover is null ? [SuggestedActions.Retire(agent.Id)] : [takeover, SuggestedActions.Retire(agent.Id)],
        };
    }

    private static string Spoken(TimeSpan span) => span switch
    {
        { TotalDays: >= 2 } => $"{(int)span.TotalDays} days",
        { TotalHours: >= 2 } => $"{(int)span.TotalHours} hours",
        _ => $"{(int)span.TotalMinutes} minutes",
    };
}
