namespace Cadre.Fleet;

/// <summary>The kinds of conflict that are predicted.</summary>
public static class PredictionKinds
{
    /// <summary>Agents or tasks wait for each other in a circle.</summary>
    public const string WaitForCycle = "wait-for-cycle";

    /// <summary>An agent or a task is blocked.</summary>
    public const string BlockedOutput = "blocked-output";

    /// <summary>An output is late.</summary>
    public const string DelayedOutput = "delayed-output";

    /// <summary>An agent reports a high risk.</summary>
    public const string HighRisk = "high-risk";

    /// <summary>An agent at work has been silent for long.</summary>
    public const string StaleAgent = "stale-agent";

    /// <summary>A task is in progress but nobody works on it, or it failed although others wait for it.</summary>
    public const string OrphanedTask = "orphaned-task";

    /// <summary>An agent holds more tasks than it can work on.</summary>
    public const string Overload = "overload";
}
