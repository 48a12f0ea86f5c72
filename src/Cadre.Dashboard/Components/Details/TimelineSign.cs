using Cadre.Fleet;

namespace Cadre.Dashboard.Components.Details;

/// <summary>The picture and the tone of an event.</summary>
/// <param name="Icon">One of <c>icons.svg</c>.</param>
/// <param name="Tone">A tone of the style sheet; null: none.</param>
internal sealed record TimelineSign(string Icon, string? Tone)
{
    public static TimelineSign Of(FleetEvent? fact) => fact is null ? new("info", null) : new(IconOf(fact), ToneOf(fact));

    private static string IconOf(FleetEvent fact) => fact switch
    {
        AgentCreated or AgentsLoaded or FleetResynced => "joined",
        AgentRetired => "left",
        AgentUpdated { Changes.Status: { HasValue: true, Value: var status } } => Words.Of(status),
        AgentUpdated { Changes.CurrentTask.Value: not null } => "assign",
        AgentUpdated => "agent",
        TaskUnblocked => "unblock",
        TaskAssigned => "assign",
        TaskStatusChanged { Status: var status } => Words.Icon(status),
        TaskBlocked => "blocked",
        TaskCreated or TaskUpdated => "task",
        ClaimAcquired or ClaimRenewed or ClaimReleased => "claim",
        ActivityAdded { Item.Type: var type } => OfActivity(type),
        ProgressUpdated => "work",
        _ => "activity",
    };

    private static string OfActivity(string type) => type switch
    {
        ActivityTypes.TaskCompleted => "completed",
        ActivityTypes.TaskBlocked or ActivityTypes.BlockerCreated => "blocked",
        ActivityTypes.TaskUnblocked or ActivityTypes.BlockerResolved => "unblock",
        ActivityTypes.BlockerExpired => "failed",
        _ when type.Contains("test", StringComparison.OrdinalIgnoreCase) => "test",
        _ when type.Contains("commit", StringComparison.OrdinalIgnoreCase) => "commit",
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
