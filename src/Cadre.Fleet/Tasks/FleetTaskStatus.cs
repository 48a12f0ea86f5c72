namespace Cadre.Fleet;

/// <summary>Where a task stands.</summary>
public enum FleetTaskStatus
{
    /// <summary>Not started, nothing blocks it.</summary>
    Pending,

    /// <summary>An agent works on it.</summary>
    InProgress,

    /// <summary>Waits for other tasks.</summary>
    Blocked,

    /// <summary>Done.</summary>
    Completed,

    /// <summary>Given up after an error; may be taken up again.</summary>
    Failed,
}
