using Cadre.Fleet;

namespace Cadre.Dashboard.Components.Activity;

/// <summary>The picture and the colour of an event.</summary>
internal static class FactPicture
{
    public static string? Tone(FleetEvent? fact) => fact is null ? null : FactTones.Of(fact) switch
    {
        FactTone.Good => "settled",
        FactTone.Attention => "blocked",
        FactTone.Bad => "error",
        _ => null,
    };

    public static string Icon(FleetEvent? fact) => fact switch
    {
        AgentCreated or AgentsLoaded => "joined",
        AgentRetired => "left",
        AgentUpdated { Changes.Status: { HasValue: true, Value: var status } } => Words.Of(status),
        AgentUpdated { Changes.Blocker.Value: not null } => "blocked",
        AgentUpdated => "agent",
        TaskUnblocked => "unblock",
        TaskAssigned => "assign",
        TaskStatusChanged { Status: var status } => Words.Icon(status),
        TaskBlocked => "blocked",
        TaskCreated or TaskUpdated => "task",
        ActivityAdded { Item.Type: var type } => OfActivity(type),
        ProgressUpdated => "work",
        ClaimAcquired or ClaimRenewed or ClaimReleased => "claim",
        FleetResynced => "fleet",
        _ => "info",
    };

    private static string OfActivity(string type) => type switch
    {
        ActivityTypes.TaskAssigned => "assign",
        ActivityTypes.TaskCompleted => "completed",
        ActivityTypes.TaskBlocked => "blocked",
        ActivityTypes.TaskUnblocked => "unblock",
        ActivityTypes.AgentCreated => "joined",
        ActivityTypes.AgentRetired => "left",
        ActivityTypes.TestResult => "test",
        ActivityTypes.CommitCreated => "commit",
        ActivityTypes.CorrectionAttempt => "retry",
        ActivityTypes.BlockerCreated => "approval",
        ActivityTypes.BlockerExpired => "error",
        ActivityTypes.BlockerResolved => "resolved",
        ActivityTypes.AgentResumed => "running",
        _ => "activity",
    };
}
