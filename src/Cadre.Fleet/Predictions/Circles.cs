namespace Cadre.Fleet;

/// <summary>The circles of a fleet and who is in them.</summary>
internal sealed class Circles
{
    private readonly Dictionary<AgentId, List<HashSet<AgentId>>> _agents = [];
    private readonly Dictionary<TaskId, List<HashSet<TaskId>>> _tasks = [];

    public Circles(TaskWaits tasks, AgentWaits agents)
    {
        OfTasks = [.. tasks.Circles()];
        var holders = OfTasks.ConvertAll(circle => circle.Select(task => task.Holder()).OfType<AgentId>().ToHashSet());
        // Agents that wait for each other only because their tasks do are one trouble with them.
        OfAgents = [.. agents.Circles().Where(circle => !holders.Exists(holding => holding.SetEquals(circle)))];

        foreach (var circle in OfTasks) Add(_tasks, [.. circle.Select(task => task.Id)]);
        foreach (var holding in holders) Add(_agents, holding);
        foreach (var circle in OfAgents)
        {
            Add(_agents, [.. circle]);
            Add(_tasks, [.. agents.Around(circle).SelectMany(wait => new[] { wait.Task, wait.Blocker }).OfType<TaskId>()]);
        }
    }

    public List<FleetTask[]> OfTasks { get; }

    public List<AgentId[]> OfAgents { get; }

    public bool Contain(AgentId agent) => _agents.ContainsKey(agent);

    public bool Contain(TaskId task) => _tasks.ContainsKey(task);

    /// <summary>Whether one circle holds both.</summary>
    public bool Join(AgentId one, AgentId other) => Join(_agents, one, other);

    /// <summary>Whether one circle holds both.</summary>
    public bool Join(TaskId one, TaskId other) => Join(_tasks, one, other);

    private static bool Join<T>(Dictionary<T, List<HashSet<T>>> circles, T one, T other) where T : struct =>
        circles.TryGetValue(one, out var around) && around.Exists(circle => circle.Contains(other));

    private static void Add<T>(Dictionary<T, List<HashSet<T>>> circles, HashSet<T> members) where T : struct
    {
        foreach (var member in members)
        {
            if (circles.TryGetValue(member, out var around)) around.Add(members);
            else circles.Add(member, [members]);
        }
    }
}
