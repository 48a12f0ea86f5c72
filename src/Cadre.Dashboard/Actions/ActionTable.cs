using System.Collections.Frozen;

namespace Cadre.Dashboard.Actions;

/// <summary>All that can be done from the dashboard.</summary>
internal static class ActionTable
{
    private static readonly FrozenDictionary<string, FleetAction> ByVerb =
        new[]
        {
            AgentDeeds.Resolve, AgentDeeds.Unblock, AgentDeeds.Approve, AgentDeeds.Deny, AgentDeeds.Retire,
            TaskDeeds.Assign, TaskDeeds.Reallocate, TaskDeeds.Unblock, TaskDeeds.Complete, TaskDeeds.Block,
            PredictionDeeds.Apply, ClaimDeeds.Release,
        }.ToFrozenDictionary(action => action.Verb);

    public static FleetAction? Find(string verb) => ByVerb.GetValueOrDefault(verb);

    /// <summary>Those that can be done about several agents at once.</summary>
    public static IEnumerable<string> OfAgents => ByVerb.Values.Where(static action => action.OfAgents).Select(static action => action.Verb).Order(StringComparer.Ordinal);

    public static IEnumerable<string> Verbs => ByVerb.Keys.Order(StringComparer.Ordinal);
}
