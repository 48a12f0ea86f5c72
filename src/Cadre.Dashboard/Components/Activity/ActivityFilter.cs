using System.Collections.Immutable;
using System.Globalization;
using Cadre.Client;
using Cadre.Fleet;

namespace Cadre.Dashboard.Components.Activity;

/// <summary>Which events a page shows, as its address says. What makes no sense there is left out. Immutable.</summary>
public sealed record ActivityFilter
{
    private readonly ImmutableArray<ActivityGroup> _groups;

    private ActivityFilter(ImmutableArray<ActivityGroup> groups) => _groups = groups;

    internal static ActivityFilter Of(string? type, string? agent, string? task, string? text)
    {
        var names = (type ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new ActivityFilter([.. ActivityGroups.All.Where(group => names.Contains(group.Name))])
        {
            Agent = AgentId.TryParse(agent, out var id, out _) ? id : null,
            Task = long.TryParse(task?.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && new TaskId(number).IsValid ? new TaskId(number) : null,
            Text = text?.Trim() ?? "",
        };
    }

    /// <summary>Only what concerns this agent.</summary>
    internal AgentId? Agent { get; init; }

    /// <summary>Only what concerns this task.</summary>
    internal TaskId? Task { get; init; }

    /// <summary>Only what is told with this text.</summary>
    internal string Text { get; init; } = "";

    internal bool IsEmpty => _groups.IsEmpty && Agent is null && Task is null && Text.Length == 0;

    internal bool Has(ActivityGroup group) => _groups.Contains(group);

    /// <summary>As far as the log can be asked; <see cref="Matches"/> says the rest.</summary>
    internal EventFilter Events => new() { Types = [.. _groups.SelectMany(static group => group.Types).Distinct()], Agent = Agent, Task = Task };

    internal bool Matches(RecordedFact fact) =>
        Events.Matches(fact)
        && (_groups.IsEmpty || (fact.Fact is { } known && _groups.Any(group => group.Types.Contains(fact.Type) && group.Has(known))))
        && (Text.Length == 0 || FactText.Of(fact).Contains(Text, StringComparison.OrdinalIgnoreCase) || (fact.Actor?.Contains(Text, StringComparison.OrdinalIgnoreCase) ?? false));

    /// <summary>The filter in an address, in the order of the form, and behind it what else belongs there; empty if there is nothing.</summary>
    internal string Query(params ReadOnlySpan<(string Name, string? Value)> more)
    {
        List<(string Name, string? Value)> all = [("q", Text), ("type", string.Join(',', _groups.Select(static group => group.Name))), ("agent", Agent?.Value), ("task", Task?.ToString()), .. more];
        var said = all.Where(static entry => !string.IsNullOrEmpty(entry.Value)).Select(static entry => $"{entry.Name}={Uri.EscapeDataString(entry.Value!)}").ToList();
        return said.Count == 0 ? "" : "?" + string.Join('&', said);
    }
}
