using System.Collections.Frozen;

namespace Cadre.Dashboard.Actions;

/// <summary>All that can be done from the dashboard.</summary>
internal static class ActionTable
{
    private static readonly FrozenDictionary<string, FleetAction> ByVerb =
        new[]
        {
            AgentDeeds.Resolve, AgentDeeds.Unblock, AgentDeeds.Retire,
            TaskDeeds.Assign, TaskDeeds.Reallocate, TaskDeeds.Unblock, TaskDeeds.Complete,
        }.ToFrozenDictionary(action => action.Verb);

    public static FleetAction? Find(string verb) => ByVerb.GetValueOrDefault(verb);

    public static IEnumerable<string> Verbs => ByVerb.Keys.Order(StringComparer.Ordinal);
}
