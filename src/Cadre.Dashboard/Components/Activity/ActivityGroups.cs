using System.Collections.Immutable;
using Cadre.Fleet;

namespace Cadre.Dashboard.Components.Activity;

/// <summary>Events that people look for together.</summary>
/// <param name="Name">Its name in addresses.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Icon">Its picture.</param>
/// <param name="Types">The types of event among which its events are.</param>
/// <param name="Has">Whether an event of these types is one of them.</param>
internal sealed record ActivityGroup(string Name, string Label, string Icon, ImmutableArray<string> Types, Func<FleetEvent, bool> Has);

/// <summary>All groups of events.</summary>
internal static class ActivityGroups
{
    public static ImmutableArray<ActivityGroup> All { get; } =
    [
        new("tasks", "Tasks", "task", [.. EventTypes.All.Where(static type => type.StartsWith("task.", StringComparison.Ordinal))], static _ => true),
        new("blockers", "Blockers", "blocked",
            [EventTypes.AgentCreated, EventTypes.AgentUpdated, EventTypes.TaskStatusChanged, EventTypes.TaskBlocked, EventTypes.TaskUnblocked, EventTypes.ActivityAdded],
            IsBlocker),
        new("tests", "Tests", "test", [EventTypes.ActivityAdded], static fact => fact is ActivityAdded { Item.Type: ActivityTypes.TestResult or ActivityTypes.CorrectionAttempt }),
        new("commits", "Commits", "commit", [EventTypes.ActivityAdded], static fact => fact is ActivityAdded { Item.Type: ActivityTypes.CommitCreated }),
        new("agents", "Agents", "agent",
            [EventTypes.AgentCreated, EventTypes.AgentsLoaded, EventTypes.AgentUpdated, EventTypes.AgentRetired, EventTypes.FleetResynced], static _ => true),
        new("claims", "Claims", "claim", [EventTypes.ClaimAcquired, EventTypes.ClaimRenewed, EventTypes.ClaimReleased], static _ => true),
    ];

    private static bool IsBlocker(FleetEvent fact) => fact switch
    {
        AgentCreated { Agent.Status: var status } => status is AgentStatus.Blocked or AgentStatus.Error,
        AgentUpdated { Changes: var changes } => changes.Blocker.HasValue || changes.Status is { HasValue: true, Value: AgentStatus.Blocked or AgentStatus.Error },
        TaskStatusChanged { Status: var status } => status is FleetTaskStatus.Blocked or FleetTaskStatus.Failed,
        ActivityAdded { Item.Type: var type } => type is ActivityTypes.BlockerCreated or ActivityTypes.BlockerResolved or ActivityTypes.BlockerExpired or ActivityTypes.AgentResumed,
        _ => true,
    };
}
