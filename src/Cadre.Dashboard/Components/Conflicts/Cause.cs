using System.Collections.Immutable;
using Cadre.Client;
using Cadre.Fleet;

namespace Cadre.Dashboard.Components.Conflicts;

/// <summary>Which event said what a reason says, where that can be told: the newest that is one of these. Immutable.</summary>
internal sealed record Cause
{
    private readonly Func<FleetEvent, TaskId?, bool> _said;
    private readonly string? _beginning;
    private readonly string _words;

    private Cause(string name, string? beginning, string words, ImmutableArray<string> types, Func<FleetEvent, TaskId?, bool> said) =>
        (Name, _beginning, _words, Types, _said) = (name, beginning, words, types, said);

    /// <summary>All that can be told. What agents are quoted with comes last in a reason, so words before the first quote are the hub's.</summary>
    public static ImmutableArray<Cause> All { get; } =
    [
        OfAgent("risk", "risk score ", "", static changes => changes.RiskScore.HasValue),
        OfAgent("blocker", "blocked by ", "", IsInTrouble),
        OfAgent("error", "reports the error ", "", IsInTrouble),
        OfAgent("held-up", null, "of its work held up", static changes => changes.BlockedTasks.HasValue),
        OfAgent("late", null, "as late", static changes => changes.DelayedOutputs.HasValue),
        OfAgent("depends", null, " depends on ", static changes => changes.Dependencies.HasValue),
        new("holds", "holds ", "in progress", [EventTypes.TaskAssigned], static (fact, _) => fact is TaskAssigned),
        OfTask("awaited", "waits for #", "", static (_, blockers, about) => blockers.Contains(about)),
        OfTask("waits", null, " waits for #", static (waiting, blockers, about) => waiting == about && !blockers.IsEmpty),
    ];

    /// <summary>Its name in addresses.</summary>
    public string Name { get; }

    /// <summary>The types of event among which it is.</summary>
    public ImmutableArray<string> Types { get; }

    /// <summary>What said a reason; null: that cannot be told.</summary>
    public static Cause? Of(string reason)
    {
        var own = reason.IndexOf('"', StringComparison.Ordinal) is >= 0 and var quote ? reason[..quote] : reason;
        return All.FirstOrDefault(cause => own.StartsWith(cause._beginning ?? "", StringComparison.Ordinal) && own.Contains(cause._words, StringComparison.Ordinal));
    }

    public static Cause? Named(string? name) => All.FirstOrDefault(cause => cause.Name == name);

    /// <summary>Whether an event says so.</summary>
    /// <param name="fact">An event that concerns whom the reason is about.</param>
    /// <param name="about">The task that the reason is about, if it is a task.</param>
    public bool IsSaidBy(RecordedFact fact, TaskId? about) => fact.Fact is { } known && _said(known, about);

    // Events that replace an agent say all of it.
    private static Cause OfAgent(string name, string? beginning, string words, Func<AgentPatch, bool> said) => new(
        name, beginning, words,
        [EventTypes.AgentCreated, EventTypes.AgentsLoaded, EventTypes.AgentUpdated, EventTypes.FleetResynced],
        (fact, _) => fact is AgentCreated or AgentsLoaded or FleetResynced || (fact is AgentUpdated { Changes: var changes } && said(changes)));

    private static Cause OfTask(string name, string? beginning, string words, Func<TaskId, ImmutableArray<TaskId>, TaskId, bool> said) => new(
        name, beginning, words,
        [EventTypes.TaskCreated, EventTypes.TaskBlocked],
        (fact, about) => about is { } task && fact switch
        {
            TaskCreated created => said(created.Task.Id, created.Task.BlockedBy, task),
            TaskBlocked blocked => said(blocked.TaskId, blocked.BlockedBy, task),
            _ => false,
        });

    private static bool IsInTrouble(AgentPatch changes) =>
        changes.Blocker is { HasValue: true, Value: not null } || changes.Status is { HasValue: true, Value: AgentStatus.Blocked or AgentStatus.Error };
}
