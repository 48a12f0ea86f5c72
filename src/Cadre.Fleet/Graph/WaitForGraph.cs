using System.Globalization;

namespace Cadre.Fleet;

/// <summary>
/// Who cannot go on before whom. An agent waits for the agents and outputs it depends on and for what blocks its tasks; an unfinished task waits for
/// its blockers and for the agent that holds it.
/// </summary>
internal sealed class WaitForGraph
{
    private readonly FleetState _state;
    private readonly List<string> _nodes = [];
    private readonly Dictionary<AgentId, int> _agents = [];
    private readonly Dictionary<TaskId, int> _tasks = [];
    private readonly List<List<int>> _next = [];

    public WaitForGraph(FleetState state)
    {
        _state = state;
        foreach (var agent in state.Agents) _agents.Add(agent.Id, Add(NodeOf(agent.Id)));
        foreach (var task in state.Tasks)
        {
            if (task.Status is not FleetTaskStatus.Completed) _tasks.Add(task.Id, Add(NodeOf(task.Id)));
        }
        var lateBy = LateOutputs();
        foreach (var agent in state.Agents) LinkAgent(agent, lateBy);
        foreach (var task in state.Tasks) LinkTask(task);
    }

    public static string NodeOf(AgentId id) => $"agent:{id}";

    public static string NodeOf(TaskId id) => $"task:{id}";

    /// <summary>Each circle as agents and tasks in the order in which they wait.</summary>
    public IEnumerable<IReadOnlyList<string>> FindCycles() => Cycles.Find(_next).Select(cycle => cycle.ConvertAll(node => _nodes[node]));

    /// <summary>The agents that an agent waits for directly: named by it, or holding what blocks its tasks.</summary>
    public IEnumerable<Agent> AgentsAwaitedBy(Agent agent) => _next[_agents[agent.Id]]
        .SelectMany(node => AgentAt(node) is { } direct ? [direct] : _next[node].Select(AgentAt).OfType<Agent>())
        .Where(other => other.Id != agent.Id)
        .DistinctBy(other => other.Id);

    /// <summary>Where the waiting of an agent or task begins: nodes that it waits for, directly or not, and that wait for nothing themselves.</summary>
    public IEnumerable<string> RootsOf(AgentId agent) => RootsOf(_agents[agent]);

    private IEnumerable<string> RootsOf(int start)
    {
        var seen = new HashSet<int>([start]);
        var queue = new Queue<int>([start]);
        while (queue.TryDequeue(out var node))
        {
            if (_next[node].Count == 0 && node != start) yield return _nodes[node];
            foreach (var to in _next[node])
            {
                if (seen.Add(to)) queue.Enqueue(to);
            }
        }
    }

    private Agent? AgentAt(int node) => node < _state.Agents.Count ? _state.Agents[AgentId.Trusted(_nodes[node]["agent:".Length..])] : null;

    private ILookup<string, AgentId> LateOutputs() => _state.Agents
        .SelectMany(agent => agent.DelayedOutputs.Select(output => (output, agent.Id)))
        .ToLookup(late => late.output, late => late.Id, StringComparer.Ordinal);

    private void LinkAgent(Agent agent, ILookup<string, AgentId> lateBy)
    {
        var from = _agents[agent.Id];
        foreach (var dependency in agent.Dependencies)
        {
            if (_agents.TryGetValue(AgentId.Trusted(dependency), out var named) && named != from) Link(from, named);
            foreach (var late in lateBy[dependency].Where(id => id != agent.Id)) Link(from, _agents[late]);
        }
        foreach (var task in TasksHeldUp(agent))
        {
            foreach (var blocker in task.BlockedBy)
            {
                if (_tasks.TryGetValue(blocker, out var open) && _state.Tasks[blocker].AgentId != agent.Id) Link(from, open);
            }
        }
    }

    private void LinkTask(FleetTask task)
    {
        if (!_tasks.TryGetValue(task.Id, out var from)) return;
        foreach (var blocker in task.BlockedBy)
        {
            if (_tasks.TryGetValue(blocker, out var open)) Link(from, open);
        }
        if (task.AgentId is { } holder && _agents.TryGetValue(holder, out var agent)) Link(from, agent);
    }

    /// <summary>The agent's current task, and the tasks that it names as blocked by their number.</summary>
    private IEnumerable<FleetTask> TasksHeldUp(Agent agent)
    {
        if (agent.CurrentTask is { } current && _state.Tasks.TryGetValue(current.Id, out var working)) yield return working;
        foreach (var text in agent.BlockedTasks)
        {
            if (TryTaskId(text, out var id) && id != agent.CurrentTask?.Id && _state.Tasks.TryGetValue(id, out var named)) yield return named;
        }
    }

    private static bool TryTaskId(string text, out TaskId id)
    {
        var digits = text.AsSpan().Trim();
        foreach (var prefix in (ReadOnlySpan<string>)["task:", "Task #", "task #", "#"])
        {
            if (digits.StartsWith(prefix, StringComparison.Ordinal)) digits = digits[prefix.Length..];
        }
        var read = long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        id = new(number);
        return read;
    }

    private int Add(string node)
    {
        _nodes.Add(node);
        _next.Add([]);
        return _nodes.Count - 1;
    }

    private void Link(int from, int to)
    {
        if (!_next[from].Contains(to)) _next[from].Add(to);
    }
}
