namespace Cadre.Fleet;

/// <summary>Finds circles in a directed graph of numbered nodes. Without recursion: chains of blocked tasks can be long.</summary>
internal static class Cycles
{
    /// <summary>One shortest circle for each group of nodes that all reach each other, beginning with the group's smallest node.</summary>
    public static List<List<int>> Find(IReadOnlyList<IReadOnlyList<int>> next)
    {
        var groupOf = Groups(next);
        var smallest = new Dictionary<int, int>();
        for (var node = 0; node < groupOf.Length; node++) smallest.TryAdd(groupOf[node], node);
        return [.. smallest.Values.Order().Select(start => ShortestThrough(start, next, groupOf)).OfType<List<int>>()];
    }

    /// <summary>Numbers the strongly connected components (Tarjan's algorithm with its stack kept by hand).</summary>
    private static int[] Groups(IReadOnlyList<IReadOnlyList<int>> next)
    {
        var (count, groups) = (0, 0);
        var (order, low, groupOf) = (new int[next.Count], new int[next.Count], new int[next.Count]);
        var (open, path) = (new Stack<int>(), new Stack<(int Node, int Edge)>());
        for (var root = 0; root < next.Count; root++)
        {
            if (order[root] == 0) path.Push((root, 0));
            while (path.TryPop(out var at))
            {
                var (node, edge) = at;
                if (edge == 0)
                {
                    order[node] = low[node] = ++count;
                    open.Push(node);
                }
                else
                {
                    low[node] = Math.Min(low[node], low[next[node][edge - 1]]);
                }

                while (edge < next[node].Count && order[next[node][edge]] != 0)
                {
                    var seen = next[node][edge++];
                    if (groupOf[seen] == 0) low[node] = Math.Min(low[node], order[seen]);
                }

                if (edge < next[node].Count)
                {
                    path.Push((node, edge + 1));
                    path.Push((next[node][edge], 0));
                }
                else if (low[node] == order[node])
                {
                    groups++;
                    int member;
                    do groupOf[member = open.Pop()] = groups;
                    while (member != node);
                }
            }
        }
        return groupOf;
    }

    /// <summary>Breadth first within the group until an edge leads back to the start.</summary>
    private static List<int>? ShortestThrough(int start, IReadOnlyList<IReadOnlyList<int>> next, int[] groupOf)
    {
        var cameFrom = new Dictionary<int, int>();
        var queue = new Queue<int>([start]);
        while (queue.TryDequeue(out var node))
        {
            foreach (var to in next[node])
            {
                if (to == start) return PathTo(node, start, cameFrom);
                if (groupOf[to] == groupOf[start] && cameFrom.TryAdd(to, node)) queue.Enqueue(to);
            }
        }
        return null;
    }

    private static List<int> PathTo(int end, int start, Dictionary<int, int> cameFrom)
    {
        List<int> path = [end];
        while (path[^1] != start) path.Add(cameFrom[path[^1]]);
        path.Reverse();
        return path;
    }
}
