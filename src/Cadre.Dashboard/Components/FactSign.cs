using Cadre.Fleet;

namespace Cadre.Dashboard.Components;

/// <summary>The picture and the tone of an event.</summary>
/// <param name="Icon">One of <c>icons.svg</c>.</param>
/// <param name="Tone">A tone of the style sheet; null: none.</param>
internal sealed record FactSign(string Icon, string? Tone)
{
    public static FactSign Of(FleetEvent? fact) => fact is null ? new("info", null) : new(IconOf(fact), ToneOf(fact));

    private static string IconOf(FleetEvent fact) => fact switch
    {
        AgentCreated or AgentsLoaded => "joined",
        AgentRetired => "left",
        AgentUpdated { Changes.Status: { HasValue: true, Value: var status } } => Words.Of(status),
        AgentUpdated { Changes.Blocker.Value: not null } => "blocked",
        AgentUpdated { Changes.CurrentTask.Value: not null } => "assign",
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

    private static string? ToneOf(FleetEvent fact) => FactTones.Of(fact) switch
    {
        FactTone.Good => "settled",
        FactTone.Attention => "blocked",
        FactTone.Bad => "error",
        _ => fact is TaskAssigned or TaskStatusChanged { Status: FleetTaskStatus.InProgress } or AgentUpdated { Changes.Status: { HasValue: true, Value: AgentStatus.Running } } ? "running" : null,
    };
}
