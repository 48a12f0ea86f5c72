using System.Collections.Immutable;

namespace Cadre.Fleet;

/// <summary>The types of flat messages that a hub understands.</summary>
internal static class MessageTypes
{
    public const string AgentCreated = "agent_created";
    public const string AgentStatusChanged = "agent_status_changed";
    public const string AgentRetired = "agent_retired";
    public const string AgentResumed = "agent_resumed";
    public const string TaskAssigned = "task_assigned";
    public const string TaskStatusChanged = "task_status_changed";
    public const string TaskBlocked = "task_blocked";
    public const string TaskUnblocked = "task_unblocked";
    public const string ActivityUpdate = "activity_update";
    public const string TestResult = "test_result";
    public const string CommitCreated = "commit_created";
    public const string CorrectionAttempt = "correction_attempt";
    public const string ProgressUpdate = "progress_update";
    public const string BlockerCreated = "blocker_created";
    public const string BlockerResolved = "blocker_resolved";
    public const string BlockerExpired = "blocker_expired";

    public static ImmutableArray<string> All { get; } =
    [
        AgentCreated, AgentStatusChanged, AgentRetired, AgentResumed, TaskAssigned, TaskStatusChanged, TaskBlocked, TaskUnblocked,
        ActivityUpdate, TestResult, CommitCreated, CorrectionAttempt, ProgressUpdate, BlockerCreated, BlockerResolved, BlockerExpired,
    ];
}
