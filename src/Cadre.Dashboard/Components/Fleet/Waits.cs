using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Cadre.Fleet;

namespace Cadre.Dashboard.Components.Fleet;

/// <summary>Who waits for whom, by agent. Derived once from each graph, whatever the number of cards that ask. Immutable.</summary>
internal sealed class Waits
{
    private static readonly ConditionalWeakTable<WorkGraph, Waits> Known = [];

    private readonly Dictionary<string, ImmutableArray<WorkLink>.Builder> _links = [];

    private Waits(WorkGraph graph)
    {
        var titles = graph.Nodes.ToDictionary(static node => node.Id, static node => node.Title);
        var holders = graph.Edges.Where(static edge => edge.Kind == "assigned").ToLookup(static edge => edge.From, static edge => edge.To);
        // Tasks are told before agents: they say what is missing, agents who can help.
        foreach (var edge in graph.Edges.Where(static edge => edge.Kind == "blocked_by"))
        {
            foreach (var holder in holders[edge.From]) Add(holder, false, edge.To);
            if (holders[edge.From].Any()) continue;
            foreach (var holder in holders[edge.To]) Add(holder, true, edge.From);
        }
        foreach (var edge in graph.Edges.Where(static edge => edge.Kind == "waits_for"))
        {
            Add(edge.From, false, edge.To);
            Add(edge.To, true, edge.From);
        }

        void Add(string node, bool awaited, string other)
        {
            if (!_links.TryGetValue(node, out var links)) _links.Add(node, links = ImmutableArray.CreateBuilder<WorkLink>());
            var link = new WorkLink(awaited, other, titles.GetValueOrDefault(other, ""));
            if (!links.Contains(link)) links.Add(link);
        }
    }

    public static Waits Of(WorkGraph graph) => Known.GetValue(graph, static graph => new Waits(graph));

    /// <summary>What an agent waits for, and who or what waits for it; an agent that waits for one of ours is there, a task only if nobody holds it.</summary>
    public ImmutableArray<WorkLink> About(string agent) => _links.TryGetValue(NodeName.Of(AgentId.Parse(agent)), out var links) ? links.ToImmutable() : [];

    /// <summary>How many agents wait for one.</summary>
    public int Waiting(string agent) =>
        _links.TryGetValue(NodeName.Of(AgentId.Parse(agent)), out var links) ? links.Count(static link => link is { Awaited: true, Agent: not null }) : 0;
}
