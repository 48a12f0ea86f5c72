namespace Cadre.Fleet;

/// <summary>A directed graph over the nodes 0 to Count - 1. Immutable.</summary>
internal sealed class Digraph
{
    private readonly int[] _starts;
    private readonly int[] _targets;

    /// <summary>The graph of these edges; the successors of a node keep their order.</summary>
    public Digraph(int count, List<(int From, int To)> edges)
    {
        _starts = new int[count + 1];
        _targets = new int[edges.Count];
        foreach (var (from, _) in edges) _starts[from + 1]++;
        for (var node = 0; node < count; node++) _starts[node + 1] += _starts[node];
        var next = _starts.AsSpan(0, count).ToArray();
        foreach (var (from, to) in edges) _targets[next[from]++] = to;
    }

    public int Count => _starts.Length - 1;

    public ReadOnlySpan<int> Successors(int node) => _targets.AsSpan(_starts[node].._starts[node + 1]);
}
