using System.Globalization;
using Cadre.Fleet;

namespace Cadre.Dashboard.Components.Work;

/// <summary>Which tasks a page shows, as its address says. What makes no sense there is left out. Immutable.</summary>
public sealed record WorkFilter
{
    private WorkFilter()
    {
    }

    /// <summary>Only what has this text in its title, its number or the name of its holder.</summary>
    internal string Text { get; private init; } = "";

    /// <summary>Only what this agent holds.</summary>
    internal AgentId? Agent { get; private init; }

    /// <summary>Only one column, with more of it.</summary>
    internal FleetTaskStatus? Status { get; private init; }

    internal bool IsEmpty => Text.Length == 0 && Agent is null;

    internal static WorkFilter Of(string? text, string? agent, string? status) => new()
    {
        Text = text?.Trim() ?? "",
        Agent = AgentId.TryParse(agent, out var id, out _) ? id : null,
        Status = BoardColumn.Statuses.Where(known => Words.Of(known) == status).Select(static known => (FleetTaskStatus?)known).FirstOrDefault(),
    };

    internal bool Matches(FleetTask task) => (Agent is null || task.AgentId == Agent) && (Text.Length == 0 || Has(task));

    /// <summary>The page with this filter.</summary>
    internal string Href(FleetScope scope, FleetTaskStatus? status)
    {
        var said = new[] { ("q", Text), ("agent", Agent?.Value ?? ""), ("status", status is { } one ? Words.Of(one) : "") }
            .Where(static entry => entry.Item2.Length > 0).Select(static entry => $"{entry.Item1}={Uri.EscapeDataString(entry.Item2)}").ToList();
        return scope.Href($"/work{(said.Count == 0 ? "" : "?" + string.Join('&', said))}");
    }

    private bool Has(FleetTask task) => Text[0] == '#'
        ? task.Id.Value.ToString(CultureInfo.InvariantCulture) == Text[1..]
        : task.Title.Contains(Text, StringComparison.OrdinalIgnoreCase) || task.Id.ToString() == Text || (task.AgentId?.Value.Contains(Text, StringComparison.OrdinalIgnoreCase) ?? false);
}
