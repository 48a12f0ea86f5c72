namespace Cadre.Fleet;

/// <summary>Which agents wait for which. Immutable.</summary>
internal sealed class AgentWaits
{
    private readonly Lazy<ILookup<AgentId, AgentId>> _waiting;
    private readonly Lazy<ILookup<(AgentId From, AgentId To), AgentWait>> _reasons;

    private AgentWaits(AgentWait[] waits)
    {
        _waiting = new(() => Pairs.ToLookup(pair => pair.To, pair => pair.From));
        _reasons = new(() => waits.ToLookup(wait => (wait.From, wait.To)));
        Waits = waits;
        Agents = [.. waits.SelectMany(wait => new[] { wait.From, wait.To }).Distinct().OrderBy(id => id.Value, StringComparer.Ordinal)];
        var nodes = new Dictionary<AgentId, int>(Agents.Length);
        for (var node = 0; node < Agents.Length; node++) nodes.Add(Agents[node], node);
        Graph = new(Agents.Length, [.. Pairs.Select(pair => (nodes[pair.From], nodes[pair.To]))]);
    }

    /// <summary>In order of who waits, for whom, and why.</summary>
    public AgentWait[] Waits { get; }

    /// <summary>Those that wait or are waited for, by id; the nodes of <see cref="Graph"/>.</summary>
    public AgentId[] Agents { get; }

    public Digraph Graph { get; }

    /// <summary>Who waits for whom, each pair once.</summary>
    public IEnumerable<(AgentId From, AgentId To)> Pairs => Waits.Select(wait => (wait.From, wait.To)).Distinct();

    public static AgentWaits Of(FleetState state, IEnumerable<FleetTask> unfinished)
    {
        var waits = new HashSet<AgentWait>();
        foreach (var agent in state.Agents)
        {
            foreach (var name in agent.Dependencies)
            {
                if (state.Agents.ContainsKey(AgentId.Trusted(name))) waits.Add(new(agent.Id, AgentId.Trusted(name)));
            }
        }
        foreach (var task in unfinished)
        {
            if (task.BlockedBy.IsEmpty || task.Holder() is not { } waiting) continue;
            foreach (var blocker in task.BlockedBy)
            {
                if (state.Tasks.Find(blocker)?.Holder() is { } holder && holder != waiting) waits.Add(new(waiting, holder, task.Id, blocker));
            }
        }
        return new([.. waits.Order()]);
    }

    /// <summary>Who waits for an agent, by id.</summary>
    public IEnumerable<AgentId> WaitingFor(AgentId agent) => _waiting.Value[agent];

    /// <summary>Why the agents of a circle wait for each other, link by link.</summary>
    public IEnumerable<AgentWait> Around(AgentId[] circle) =>
        circle.SelectMany((agent, i) => _reasons.Value[(agent, circle[(i + 1) % circle.Length])]);

    /// <summary>Circles of agents that wait for each other.</summary>
    public IEnumerable<AgentId[]> Circles() => Circuits.Of(Graph, Components.Of(Graph)).Select(circuit => Array.ConvertAll(circuit, node => Agents[node]));
}
