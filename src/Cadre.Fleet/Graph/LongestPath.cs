namespace Cadre.Fleet;

/// <summary>The path over the most nodes. Edges within a circle do not count: along them a path would never end.</summary>
internal static class LongestPath
{
    /// <summary>The nodes of the path along its edges; of paths of one length the one whose nodes are smaller, compared from its start.</summary>
    public static List<int> Of(Digraph graph, Components components)
    {
        var lengths = new int[graph.Count];
        var next = new int[graph.Count];
        foreach (var node in components.SuccessorsFirst)
        {
            next[node] = -1;
            foreach (var successor in graph.Successors(node))
            {
                if (components[successor] != components[node] && IsBetter(successor, next[node], lengths)) next[node] = successor;
            }
            lengths[node] = 1 + (next[node] < 0 ? 0 : lengths[next[node]]);
        }
        var first = -1;
        for (var node = 0; node < graph.Count; node++)
        {
            if (IsBetter(node, first, lengths)) first = node;
        }
        var path = new List<int>();
        for (var node = first; node >= 0; node = next[node]) path.Add(node);
        return path;
    }

    private static bool IsBetter(int candidate, int best, int[] lengths) =>
        best < 0 || lengths[candidate] > lengths[best] || lengths[candidate] == lengths[best] && candidate < best;
}
