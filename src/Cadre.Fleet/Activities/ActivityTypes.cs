namespace Cadre.Fleet;

/// <summary>The words for activity that Cadre itself uses or understands.</summary>
public static class ActivityTypes
{
    /// <summary>An agent took a task.</summary>
    public const string TaskAssigned = "task_assigned";

    /// <summary>A task was completed.</summary>
    public const string TaskCompleted = "task_completed";

    /// <summary>A task waits for others.</summary>
    public const string TaskBlocked = "task_blocked";

    /// <summary>A task waits no longer.</summary>
    public const string TaskUnblocked = "task_unblocked";

    /// <summary>An agent joined.</summary>
    public const string AgentCreated = "agent_created";

    /// <summary>An agent left.</summary>
    public const string AgentRetired = "agent_retired";

    /// <summary>Tests were run.</summary>
    public const string TestResult = "test_result";

    /// <summary>A commit was made.</summary>
    public const string CommitCreated = "commit_created";

    /// <summary>An agent tried to mend its own work.</summary>
    public const string CorrectionAttempt = "correction_attempt";

    /// <summary>Anything else worth telling.</summary>
    public const string ActivityUpdate = "activity_update";

    /// <summary>An agent asked a question it cannot go on without.</summary>
    public const string BlockerCreated = "blocker_created";

    /// <summary>What a person answered to an agent that waits; the detail has it as <c>answer</c>.</summary>
    public const string Answer = "answer";

    /// <summary>Such a question was answered.</summary>
    public const string BlockerResolved = "blocker_resolved";

    /// <summary>Such a question went unanswered for too long.</summary>
    public const string BlockerExpired = "blocker_expired";

    /// <summary>An agent went on after its question was answered.</summary>
    public const string AgentResumed = "agent_resumed";

    /// <summary>The agent named by activity that no agent did.</summary>
    public const string System = "system";
}
