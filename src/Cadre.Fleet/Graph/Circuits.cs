namespace Cadre.Fleet;

/// <summary>Circles in a graph.</summary>
/// <remarks>
/// A graph can hold exponentially many circles. What is found is one for every group of nodes that reach each other, the shortest through its
/// smallest node, and every node that leads to itself: if there is a circle at all, one is found, and breaking what is found shows what remains.
/// </remarks>
internal static class Circuits
{
    /// <summary>The circles in the order of their smallest nodes; each begins with it and follows the edges.</summary>
    public static List<int[]> Of(Digraph graph, Components components)
    {
        var sizes = new int[components.Count];
        for (var node = 0; node < graph.Count; node++) sizes[components[node]]++;
        var circuits = new List<int[]>();
        var done = new bool[components.Count];
        for (var node = 0; node < graph.Count; node++)
        {
            if (graph.Successors(node).Contains(node)) circuits.Add([node]);
            if (sizes[components[node]] == 1 || done[components[node]]) continue;
            done[components[node]] = true;
            circuits.Add(ShortestThrough(node, graph, components));
        }
        return circuits;
    }

    private static int[] ShortestThrough(int start, Digraph graph, Components components)
    {
        var cameFrom = new Dictionary<int, int>();
        var queue = new Queue<int>([start]);
        while (true)
        {
            var node = queue.Dequeue();
            foreach (var successor in graph.Successors(node))
            {
                if (successor == start && node != start) return PathTo(node, start, cameFrom);
                if (successor != start && components[successor] == components[start] && cameFrom.TryAdd(successor, node)) queue.Enqueue(successor);
            }
        }
    }

    private static int[] PathTo(int end, int start, Dictionary<int, int> cameFrom)
    {
        var path = new List<int>();
        for (var node = end; node != start; node = cameFrom[node]) path.Add(node);
        path.Add(start);
        path.Reverse();
        return [.. path];
    }
}
