using System.Collections.Immutable;

namespace Cadre.Fleet;

/// <summary>An agent that is at work by its last word, which was long ago: it has probably died, or waits for somebody who does not know.</summary>
internal sealed class StaleAgentDetector : IConflictDetector
{
    public IEnumerable<Prediction> Detect(Situation situation)
    {
        foreach (var agent in situation.State.Agents)
        {
            if (UsualSilence(agent.Status) is not { } usual) continue;
            // Other signs of life are costly to look up, and few agents need them.
            var silence = situation.SinceReportOf(agent);
            if (silence > usual && situation.SinceOtherSignOf(agent) is var other && other < silence) silence = other;
            if (silence > usual) yield return Describe(situation, agent, silence, usual);
        }
    }

    private static TimeSpan? UsualSilence(AgentStatus status) => status switch
    {
        AgentStatus.Running => Risks.UsualSilenceRunning,
        AgentStatus.Blocked => Risks.UsualSilenceBlocked,
        _ => null,
    };

    private static Prediction Describe(Situation situation, Agent agent, TimeSpan silence, TimeSpan usual)
    {
        var status = agent.Status.ToWireName();
        var waiting = situation.WaitingFor(agent.Id);
        var tasks = situation.Work.InProgress(agent.Id).ToList();
        return new()
        {
            Id = PredictionIds.Of(PredictionKinds.StaleAgent, agent.Id),
            Kind = PredictionKinds.StaleAgent,
            Summary = $"{agent.Id} is {status} but has been silent for {Wording.Span(silence)}",
            Agents = [agent.Id.Value, .. waiting.Select(other => other.Value)],
            Tasks = [.. tasks.Select(task => task.Id)],
            Risk = Risks.Together(Risks.OfSilence(silence, usual), Risks.Each(Risks.WaitingAgent, waiting.Length)),
            Reasons =
            [
                $"silent for {Wording.Span(silence)}, since {Stamps.ToIso(situation.Now - (long)silence.TotalMilliseconds)}; {Wording.Span(usual)} are usual while {status}",
                .. Wording.InProgress(tasks),
                .. Wording.WaitForIt(waiting),
            ],
            RootCauses = [NodeIds.Of(agent.Id)],
            SuggestedActions = Actions(situation, agent, tasks),
        };
    }

    private static ImmutableArray<SuggestedAction> Actions(Situation situation, Agent agent, List<FleetTask> tasks) =>
        tasks is [var task, ..] && situation.Work.FreeAgent(agent.Id) is { } free
            ? [TaskActions.Assign(task.Id, free.Id), AgentActions.Retire(agent)]
            : [AgentActions.Retire(agent)];
}
