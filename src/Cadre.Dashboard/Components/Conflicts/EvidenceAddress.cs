using Cadre.Fleet;

namespace Cadre.Dashboard.Components.Conflicts;

/// <summary>Where the evidence of a reason is.</summary>
internal static class EvidenceAddress
{
    public const string Path = "/conflicts/evidence";

    /// <summary>All that happened with an agent or a task.</summary>
    public static string List(FleetScope scope, AgentId? agent, TaskId? task) => scope.Href("/activity?" + About(agent, task));

    /// <summary>The event itself; it is looked for when somebody asks, since what is newest changes with every event.</summary>
    public static string Event(FleetScope scope, Cause cause, AgentId? agent, TaskId? task) => scope.Href($"{Path}?of={cause.Name}&{About(agent, task)}");

    private static string About(AgentId? agent, TaskId? task) => agent is { } one ? $"agent={Uri.EscapeDataString(one.Value)}" : $"task={task}";
}
