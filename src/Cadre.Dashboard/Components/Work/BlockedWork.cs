using System.Collections.Immutable;
using Cadre.Fleet;

namespace Cadre.Dashboard.Components.Work;

/// <summary>Tasks that wait for each other in a row.</summary>
/// <param name="Tasks">The longest row that begins with its cause: the first one waits for nobody.</param>
/// <param name="HoldsUp">How many tasks wait for the first one, one behind the other or side by side.</param>
/// <param name="Holder">Who holds the first one.</param>
/// <param name="Status">How the first one stands.</param>
public sealed record BlockedChain(ImmutableArray<long> Tasks, int HoldsUp, string? Holder, string Status);

/// <summary>What waits in a graph, as it is told in words. Immutable.</summary>
/// <param name="Chains">The longest chains.</param>
/// <param name="More">How many chains there are besides.</param>
/// <param name="Cycles">Circles: each beginning and ending with the same task, the cause first.</param>
/// <param name="Ready">How many tasks could begin now.</param>
/// <param name="Longest">The longest chain of all, the cause first.</param>
public sealed record BlockedWork(ImmutableArray<BlockedChain> Chains, int More, ImmutableArray<ImmutableArray<long>> Cycles, int Ready, ImmutableArray<long> Longest)
{
    internal const int MostChains = 12;
    private const int MostCycles = 8;

    internal static BlockedWork Of(WorkGraph graph)
    {
        var waits = WaitGraph.Of(graph);
        var next = LongestRows(waits);
        var heads = waits.Dependents.Keys.Where(id => !waits.Blockers.ContainsKey(id)).OrderByDescending(id => next[id].Length).ThenBy(static id => id).ToList();
        return new BlockedWork(
            [.. heads.Take(MostChains).Select(id => ChainFrom(id, waits, next))],
            Math.Max(0, heads.Count - MostChains),
            [.. waits.Cycles.Take(MostCycles).Select(static cycle => (ImmutableArray<long>)[cycle[0], .. cycle.Skip(1).Reverse(), cycle[0]])],
            graph.Ready.Length,
            waits.Longest.Length > 1 ? waits.Longest : []);
    }

    private static BlockedChain ChainFrom(long head, WaitGraph waits, Dictionary<long, (int Length, long Next)> next)
    {
        var row = ImmutableArray.CreateBuilder<long>();
        for (var at = head; at != 0; at = next[at].Next) row.Add(at);
        return new BlockedChain(row.ToImmutable(), waits.CountBehind(head), waits.Holders.GetValueOrDefault(head), waits.Nodes[head].Status);
    }

    /// <summary>For each task that is not behind a circle, the longest row of those behind it.</summary>
    private static Dictionary<long, (int Length, long Next)> LongestRows(WaitGraph waits)
    {
        var open = waits.Blockers.ToDictionary(static entry => entry.Key, static entry => entry.Value.Count);
        var order = waits.Dependents.Keys.Where(id => !open.ContainsKey(id)).ToList();
        for (var i = 0; i < order.Count; i++)
            foreach (var dependent in waits.Dependents.GetValueOrDefault(order[i], []))
                if (--open[dependent] == 0) order.Add(dependent);
        var rows = new Dictionary<long, (int Length, long Next)>();
        foreach (var id in Enumerable.Reverse(order))
        {
            var best = (Length: 0, Next: 0L);
            foreach (var dependent in waits.Dependents.GetValueOrDefault(id, []))
                if (rows.TryGetValue(dependent, out var row) && (row.Length > best.Length || (row.Length == best.Length && dependent < best.Next))) best = (row.Length, dependent);
            rows[id] = (best.Length + 1, best.Next);
        }
        return rows;
    }
}
