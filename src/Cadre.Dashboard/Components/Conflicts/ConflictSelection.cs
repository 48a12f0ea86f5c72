using System.Collections.Immutable;
using Cadre.Client;
using Cadre.Fleet;

namespace Cadre.Dashboard.Components.Conflicts;

/// <summary>Which conflicts a page shows.</summary>
/// <param name="Total">How many are predicted at all.</param>
/// <param name="Severities">The severities of those that match, the worst first.</param>
public sealed record ConflictSelection(int Total, ImmutableArray<string> Severities)
{
    internal static ConflictSelection Of(HubPage<Prediction> page, string? severity, string? kind)
    {
        var there = page.Items.Where(prediction => Matches(prediction, severity, kind)).Select(prediction => prediction.Severity).ToHashSet();
        return new(page.Items.Length, [.. ConflictWords.Severities.Where(there.Contains)]);
    }

    /// <summary>The ids of those of one severity, in the hub's order: the highest risk first.</summary>
    internal static ImmutableArray<string> IdsOf(HubPage<Prediction> page, string severity, string? kind) =>
        [.. page.Items.Where(prediction => Matches(prediction, severity, kind)).Select(prediction => prediction.Id)];

    private static bool Matches(Prediction prediction, string? severity, string? kind) =>
        (severity is null || prediction.Severity == severity) && (kind is null || prediction.Kind == kind);
}
