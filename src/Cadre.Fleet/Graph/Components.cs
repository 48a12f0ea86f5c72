namespace Cadre.Fleet;

/// <summary>The strongly connected components of a graph: nodes that reach each other. Tarjan's algorithm with a stack of its own.</summary>
internal sealed class Components
{
    private const int Unseen = 0;
    private const int Open = int.MaxValue;

    private readonly Digraph _graph;
    private readonly int[] _component;
    private readonly int[] _seen;
    private readonly int[] _lowest;
    private readonly int[] _nextSuccessor;
    private readonly Stack<int> _path = [];
    private readonly Stack<int> _open = [];
    private readonly List<int> _order = [];
    private int _clock = Unseen;

    private Components(Digraph graph)
    {
        _graph = graph;
        _component = new int[graph.Count];
        _seen = new int[graph.Count];
        _lowest = new int[graph.Count];
        _nextSuccessor = new int[graph.Count];
        Array.Fill(_component, Open);
    }

    public static Components Of(Digraph graph)
    {
        var components = new Components(graph);
        for (var node = 0; node < graph.Count; node++)
        {
            if (components._seen[node] == Unseen) components.Explore(node);
        }
        return components;
    }

    public int Count { get; private set; }

    public int this[int node] => _component[node];

    /// <summary>All nodes, each after the nodes of other components that it leads to.</summary>
    public IReadOnlyList<int> SuccessorsFirst => _order;

    private void Explore(int root)
    {
        Enter(root);
        while (_path.TryPeek(out var node))
        {
            var successors = _graph.Successors(node);
            if (_nextSuccessor[node] == successors.Length)
            {
                _path.Pop();
                if (_lowest[node] == _seen[node]) Close(node);
                if (_path.TryPeek(out var parent)) _lowest[parent] = Math.Min(_lowest[parent], _lowest[node]);
                continue;
            }
            var successor = successors[_nextSuccessor[node]++];
            if (_seen[successor] == Unseen) Enter(successor);
            else if (_component[successor] == Open) _lowest[node] = Math.Min(_lowest[node], _seen[successor]);
        }
    }

    private void Enter(int node)
    {
        _seen[node] = _lowest[node] = ++_clock;
        _path.Push(node);
        _open.Push(node);
    }

    private void Close(int root)
    {
        int node;
        do
        {
            node = _open.Pop();
            _component[node] = Count;
            _order.Add(node);
        }
        while (node != root);
        Count++;
    }
}
