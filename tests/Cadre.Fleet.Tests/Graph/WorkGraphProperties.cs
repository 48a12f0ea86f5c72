using Cadre.Fleet.Tests.State;

namespace Cadre.Fleet.Tests.Graph;

public sealed class WorkGraphProperties
{
    [Fact]
    public void Edges_lead_from_node_to_node() => Fleets.All.Holds(state =>
    {
        var graph = WorkGraph.Of(state);
        var nodes = graph.Nodes.Select(node => node.Id).ToHashSet();

        nodes.Count.ShouldBe(graph.Nodes.Length);
        graph.Edges.Distinct().Count().ShouldBe(graph.Edges.Length);
        nodes.IsSupersetOf(graph.Edges.SelectMany(edge => new[] { edge.From, edge.To })).ShouldBeTrue();
    });

    [Fact]
    public void Cycles_are_real_circuits_that_visit_a_node_once() => Fleets.All.Holds(state =>
    {
        var graph = WorkGraph.Of(state);
        var edges = Waiting(graph).ToHashSet();

        foreach (var cycle in graph.Cycles)
        {
            cycle.Distinct().Count().ShouldBe(cycle.Length);
            for (var i = 0; i < cycle.Length; i++) edges.Contains((cycle[i], cycle[(i + 1) % cycle.Length])).ShouldBeTrue();
        }
    });

    [Fact]
    public void Cycles_are_found_wherever_nodes_wait_in_a_circle() => Fleets.All.Holds(state =>
    {
        var graph = WorkGraph.Of(state);

        var remaining = Peel(Waiting(graph).ToHashSet());

        graph.Cycles.IsEmpty.ShouldBe(remaining.Count == 0);
        remaining.IsSupersetOf(graph.Cycles.SelectMany(cycle => cycle)).ShouldBeTrue();
    });

    [Fact]
    public void LongestChain_is_real_and_no_chain_is_longer() => Fleets.All.Holds(state =>
    {
        var graph = WorkGraph.Of(state);
        var chain = graph.LongestChain;

        for (var i = 1; i < chain.Length; i++) state.Tasks[chain[i]].BlockedBy.Contains(chain[i - 1]).ShouldBeTrue();
        if (graph.Cycles.IsEmpty) chain.Length.ShouldBe(state.Tasks.Select(task => Depth(state, task)).DefaultIfEmpty(0).Max());
    });

    [Fact]
    public void Of_is_the_same_whatever_the_order_of_entities() => Fleets.InTwoOrders.Holds(fleets =>
    {
        var (one, other) = (WorkGraph.Of(fleets.One), WorkGraph.Of(fleets.Other));

        one.Nodes.ShouldBe(other.Nodes);
        one.Edges.ShouldBe(other.Edges);
        one.Cycles.Select(cycle => string.Join(' ', cycle)).ShouldBe(other.Cycles.Select(cycle => string.Join(' ', cycle)));
        one.LongestChain.ShouldBe(other.LongestChain);
        one.Ready.ShouldBe(other.Ready, ignoreOrder: true);
    });

    private static IEnumerable<(string From, string To)> Waiting(WorkGraph graph) =>
        graph.Edges.Where(edge => edge.Kind != "assigned").Select(edge => (edge.From, edge.To));

    /// <summary>Takes away nodes that wait for nothing until none is left that does: another way to find circles.</summary>
    private static HashSet<string> Peel(HashSet<(string From, string To)> edges)
    {
        while (edges.RemoveWhere(edge => !edges.Any(next => next.From == edge.To)) > 0)
        {
        }
        return [.. edges.Select(edge => edge.From)];
    }

    private static int Depth(FleetState state, FleetTask task) => task.Status is FleetTaskStatus.Completed
        ? 0
        : 1 + task.BlockedBy.Select(blocker => state.Tasks.Find(blocker) is { } next ? Depth(state, next) : 0).DefaultIfEmpty(0).Max();
}
