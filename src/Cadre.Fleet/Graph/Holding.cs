namespace Cadre.Fleet;

/// <summary>What it means to hold work and to wait for it.</summary>
internal static class Holding
{
    /// <summary>A failed task is unfinished too: it may be taken up again, and what waits for it still waits.</summary>
    public static bool IsUnfinished(this FleetTask task) => task.Status is not FleetTaskStatus.Completed;

    /// <summary>The agent that is expected to bring the task forward; nobody when it is done or was given up.</summary>
    public static AgentId? Holder(this FleetTask task) =>
        task.Status is FleetTaskStatus.Completed or FleetTaskStatus.Failed ? null : task.AgentId;

    /// <summary>Whether a task waits for this one: one that is unknown may be reported later.</summary>
    public static bool IsOpen(this FleetState state, TaskId blocker) => state.Tasks.Find(blocker) is not { } task || task.IsUnfinished();
}
