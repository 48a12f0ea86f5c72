using System.Collections.Immutable;

namespace Cadre.Fleet;

/// <summary>An agent at work that holds more tasks in progress than one agent can work on.</summary>
internal sealed class OverloadDetector : IConflictDetector
{
    private const int MostActions = 3;

    public IEnumerable<Prediction> Detect(Situation situation)
    {
        foreach (var agent in situation.State.Agents)
        {
            if (agent.Status is AgentStatus.Idle or AgentStatus.Resolved) continue;
            if (Risks.OfTasksAtOnce(situation.Work.CountInProgress(agent.Id)) is { } risk) yield return Describe(situation, agent, risk);
        }
    }

    private static Prediction Describe(Situation situation, Agent agent, double risk)
    {
        var tasks = situation.Work.InProgress(agent.Id).ToList();
        var helpers = situation.Work.LessLoaded(agent).Take(MostActions).ToList();
        return new()
        {
            Id = PredictionIds.Of(PredictionKinds.Overload, agent.Id),
            Kind = PredictionKinds.Overload,
            Summary = $"{agent.Id} holds {tasks.Count} tasks in progress at once",
            Agents = [agent.Id.Value],
            Tasks = [.. tasks.Select(task => task.Id)],
            Risk = risk,
            Reasons = [.. Wording.InProgress(tasks), .. Reasons(agent, helpers)],
            RootCauses = [NodeIds.Of(agent.Id)],
            SuggestedActions = Actions(agent, tasks, helpers),
        };
    }

    private static IEnumerable<string> Reasons(Agent agent, List<Agent> helpers)
    {
        if (agent.CurrentTask is { } current) yield return $"works on #{current.Id} now";
        yield return helpers.Count == 0
            ? $"no other agent of type {agent.Type} has less to do"
            : $"less to do, of the same type {agent.Type}: {Wording.Names(helpers.Select(helper => helper.Id))}";
    }

    /// <summary>Gives away what is least advanced; keeps what the agent works on, or else what is furthest.</summary>
    private static ImmutableArray<SuggestedAction> Actions(Agent agent, List<FleetTask> tasks, List<Agent> helpers)
    {
        var surplus = tasks
            .OrderBy(task => task.Id == agent.CurrentTask?.Id)
            .ThenBy(task => task.Progress ?? 0)
            .ThenByDescending(task => task.Id.Value)
            .SkipLast(1)
            .ToList();
        return helpers.Count == 0
            ? [TaskActions.Requeue(surplus[0])]
            : [.. surplus.Zip(helpers, (task, helper) => TaskActions.Assign(task.Id, helper.Id))];
    }
}
