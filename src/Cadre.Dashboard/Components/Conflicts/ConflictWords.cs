using Cadre.Fleet;

namespace Cadre.Dashboard.Components.Conflicts;

/// <summary>How the pages name what predictions have.</summary>
internal static class ConflictWords
{
    /// <summary>The worst first.</summary>
    public static IReadOnlyList<string> Severities { get; } = ["critical", "high", "medium", "low"];

    /// <summary>All kinds that are watched, and what each looks for.</summary>
    public static IReadOnlyList<(string Kind, string Label, string Means)> Kinds { get; } =
    [
        (PredictionKinds.WaitForCycle, "Waiting in a circle", "agents or tasks that wait for each other"),
        (PredictionKinds.BlockedOutput, "Blocked output", "blocked work, and who waits for it"),
        (PredictionKinds.DelayedOutput, "Late output", "outputs that are late"),
        (PredictionKinds.HighRisk, "High risk", "agents that report a high risk"),
        (PredictionKinds.StaleAgent, "Silent agent", "agents at work that have been silent for long"),
        (PredictionKinds.OrphanedTask, "Orphaned task", "tasks that nobody works on any more"),
        (PredictionKinds.Overload, "Overload", "agents with more tasks than they can work on"),
    ];

    public static string Kind(string kind) => Kinds.FirstOrDefault(known => known.Kind == kind) is { Label: { } label } ? label : kind;

    public static string Severity(string severity) => severity.Length == 0 ? severity : char.ToUpperInvariant(severity[0]) + severity[1..];

    /// <summary>What a button says, and what it says while the hub has not answered.</summary>
    public static (string Label, string Doing) Remedy(string action) => action switch
    {
        "resolve" => ("Resolve", "Resolving…"),
        "unblock-agent" => ("Unblock", "Unblocking…"),
        "clear-blocked-tasks" => ("Clear", "Clearing…"),
        "deliver" => ("Deliver", "Delivering…"),
        "drop-dependency" or "drop-blocker" => ("Let it go on", "Letting go…"),
        "unblock-task" => ("Let it begin", "Unblocking…"),
        "assign" => ("Assign", "Assigning…"),
        "requeue" => ("Put back", "Putting back…"),
        "retire" => ("Retire", "Retiring…"),
        _ => ("Do it", "Doing…"),
    };
}
