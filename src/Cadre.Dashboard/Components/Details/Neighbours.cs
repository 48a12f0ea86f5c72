using System.Collections.Immutable;
using Cadre.Live;
using Cadre.Fleet;

namespace Cadre.Dashboard.Components.Details;

/// <summary>Whom an agent or a task waits for, and who waits for it, as the graph has it.</summary>
/// <param name="For">What it waits for: <c>agent:x</c>, <c>task:1</c>.</param>
/// <param name="By">What waits for it.</param>
public sealed record Neighbours(ImmutableArray<string> For, ImmutableArray<string> By)
{
    private const string OfAgents = "waits_for";
    private const string OfTasks = "blocked_by";

    internal static Neighbours Of(StateAt<WorkGraph> graph, string node)
    {
        var edges = graph.State.Edges.Where(static edge => edge.Kind is OfAgents or OfTasks);
        return new([.. edges.Where(edge => edge.From == node).Select(edge => edge.To).Distinct()], [.. edges.Where(edge => edge.To == node).Select(edge => edge.From).Distinct()]);
    }
}
