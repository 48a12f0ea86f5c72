using System.Collections.Immutable;

namespace Cadre.Fleet;

/// <summary>An agent that is blocked, failed or reports work as held up, and who waits for it.</summary>
/// <remarks>An agent that is blocked in a circle is the circle's trouble, unless others wait for it.</remarks>
internal sealed class BlockedAgentDetector : IConflictDetector
{
    public IEnumerable<Prediction> Detect(Situation situation)
    {
        foreach (var agent in situation.State.Agents)
        {
            if (!IsStanding(agent) && agent.BlockedTasks.IsEmpty) continue;
            var waiting = situation.WaitingFor(agent.Id);
            var heldUp = situation.HeldUpBy(situation.Work.HeldBy(agent.Id));
            var settledElsewhere = situation.Circles.Contain(agent.Id) && agent.Status is not AgentStatus.Error;
            if (!settledElsewhere || !waiting.IsEmpty || heldUp.Any) yield return Describe(situation, agent, waiting, heldUp);
        }
    }

    private static Prediction Describe(Situation situation, Agent agent, ImmutableArray<AgentId> waiting, HeldUpTasks heldUp) => new()
    {
        Id = PredictionIds.Of(PredictionKinds.BlockedOutput, agent.Id),
        Kind = PredictionKinds.BlockedOutput,
        Summary = Summary(agent, waiting.Length),
        Agents = [agent.Id.Value, .. waiting.Select(other => other.Value)],
        Tasks = [.. situation.Work.HeldBy(agent.Id).Concat(heldUp.Directly).Select(task => task.Id)],
        Risk = Risks.Together(
            StatusWeight(agent.Status),
            Risks.Each(Risks.PieceHeldUp, agent.BlockedTasks.Length),
            Risks.Each(Risks.WaitingAgent, waiting.Length),
            heldUp.Weight),
        Reasons = [.. Reasons(situation, agent), .. Wording.WaitForIt(waiting), .. heldUp.Reason],
        RootCauses = situation.RootCausesOf(agent.Id),
        SuggestedActions = [.. Actions(situation, agent)],
    };

    private static string Summary(Agent agent, int waiting)
    {
        var trouble = agent.Status switch
        {
            AgentStatus.Blocked => $"{agent.Id} is blocked",
            AgentStatus.Error => $"{agent.Id} is in error",
            _ => $"Work of {agent.Id} is held up",
        };
        return waiting == 0 ? trouble : $"{trouble} and {Wording.Wait(waiting, "agent")} for it";
    }

    private static double StatusWeight(AgentStatus status) => status switch
    {
        AgentStatus.Blocked => Risks.AgentBlocked,
        AgentStatus.Error => Risks.AgentInError,
        _ => 0,
    };

    private static IEnumerable<string> Reasons(Situation situation, Agent agent)
    {
        if (agent.Status is AgentStatus.Blocked)
            yield return string.IsNullOrEmpty(agent.Blocker) ? "does not say by what it is blocked" : $"blocked by {Wording.Quote(agent.Blocker)}";
        if (agent.Status is AgentStatus.Error)
            yield return string.IsNullOrEmpty(agent.Blocker) ? "does not say what went wrong" : $"reports the error {Wording.Quote(agent.Blocker)}";
        if (situation.Circles.Contain(agent.Id)) yield return "waits in a circle";
        if (!agent.BlockedTasks.IsEmpty)
            yield return $"{Wording.Count(agent.BlockedTasks.Length, "piece")} of its work held up: {Wording.Names([.. agent.BlockedTasks.Select(Wording.Quote)])}";
    }

    private static IEnumerable<SuggestedAction> Actions(Situation situation, Agent agent)
    {
        if (!IsStanding(agent))
        {
            yield return AgentActions.ClearHeldUp(agent.Id);
            yield break;
        }
        yield return AgentActions.Unblock(agent);
        if (situation.Work.InProgress(agent.Id).FirstOrDefault() is { } task && situation.Work.FreeAgent(agent.Id) is { } free)
            yield return TaskActions.Assign(task.Id, free.Id);
        if (agent.Status is AgentStatus.Error) yield return AgentActions.Retire(agent);
    }

    private static bool IsStanding(Agent agent) => agent.Status is AgentStatus.Blocked or AgentStatus.Error;
}
