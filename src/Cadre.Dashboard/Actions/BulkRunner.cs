using Cadre.Dashboard.Sessions;
using Cadre.Fleet;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Cadre.Dashboard.Actions;

/// <summary>Does the same about several agents: each as if it were the only one, and tells once how all of them ended.</summary>
internal sealed class BulkRunner(ActionRunner runner)
{
    /// <summary>The most agents in one go.</summary>
    public const int Most = 1_000;

    private const int AtOnce = 8;
    private const int ReasonsTold = 3;

    public async Task<ActionOutcome> RunAsync(FleetSession session, FleetAction action, ActionForm form)
    {
        AgentId[] agents;
        try
        {
            agents = [.. form.Agents().Distinct()];
        }
        catch (ActionFormException wrong)
        {
            return ActionOutcome.Refused(wrong.Message);
        }
        if (agents.Length == 0) return ActionOutcome.Refused("No agent is selected; tick at least one.");
        if (agents.Length > Most) return ActionOutcome.Refused($"{agents.Length} agents are selected; at most {Most} can be done in one go.");
        var outcomes = new ActionOutcome[agents.Length];
        await Parallel.ForEachAsync(Enumerable.Range(0, agents.Length), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, _) =>
            outcomes[i] = await runner.RunAsync(session, action, FormOf(agents[i])));
        return new ActionOutcome(outcomes.Any(static outcome => outcome.IsDone), Tell(action.Label, agents, outcomes), UndoAll(session, agents, outcomes));
    }

    internal static string Tell(string label, IReadOnlyList<AgentId> agents, IReadOnlyList<ActionOutcome> outcomes) => $"{label}: {Sum(agents, outcomes)}";

    private static string Sum(IReadOnlyList<AgentId> agents, IReadOnlyList<ActionOutcome> outcomes)
    {
        var refused = agents.Zip(outcomes).Where(static pair => !pair.Second.IsDone).Select(static pair => $"{pair.First}: {pair.Second.Message}").ToList();
        var done = outcomes.Count - refused.Count;
        if (refused.Count == 0) return $"all {done} done.";
        var more = refused.Count > ReasonsTold ? $" And {refused.Count - ReasonsTold} more." : "";
        return $"{done} done, {refused.Count} refused. {string.Join(" ", refused.Take(ReasonsTold))}{more}";
    }

    private static ActionForm FormOf(AgentId agent) => new(new FormCollection(new Dictionary<string, StringValues> { ["agent"] = agent.Value }));

    private string? UndoAll(FleetSession session, AgentId[] agents, ActionOutcome[] outcomes)
    {
        var undos = agents.Zip(outcomes).Where(static pair => pair.Second.Undo is not null).Select(static pair => (Agent: pair.First, Id: pair.Second.Undo!)).ToList();
        return undos.Count == 0 ? null : session.Undos.Add(async (again, _) =>
        {
            var undone = new List<ActionOutcome>();
            foreach (var (_, id) in undos) undone.Add(await runner.UndoAsync(again, id));
            if (undone.TrueForAll(static outcome => outcome.IsDone)) return $"all {undone.Count} are as they were.";
            var told = Sum([.. undos.Select(static undo => undo.Agent)], undone);
            return undone.Exists(static outcome => outcome.IsDone) ? told : throw new ActionFormException($"Undo: {told}");
        });
    }
}
