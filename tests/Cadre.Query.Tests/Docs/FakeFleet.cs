namespace Guide;

/// <summary>A server in memory that takes its time: as long as the test's clock says.</summary>
public sealed class FakeFleet(TimeProvider time) : IFleetApi
{
    private readonly Dictionary<string, Agent> _agents = new()
    {
        ["ada"] = new("ada", "Ada", "running", 1),
        ["bob"] = new("bob", "Bob", "blocked", 1),
        ["cyd"] = new("cyd", "Cyd", "running", 1),
    };

    private int _percent;

    public TimeSpan Latency { get; set; } = TimeSpan.FromMilliseconds(50);

    public Exception? Failure { get; set; }

    public List<string> Calls { get; } = [];

    public Task<AgentPage> ListAsync(AgentFilter filter, CancellationToken cancellationToken) => Answer(
        $"list {filter.Status ?? "all"} {filter.Page}",
        () =>
        {
            var found = _agents.Values.Where(agent => filter.Status is null || agent.Status == filter.Status).ToList();
            return new AgentPage([.. found.Skip((filter.Page - 1) * 2).Take(2)], found.Count);
        },
        cancellationToken);

    public Task<Agent> GetAsync(string id, CancellationToken cancellationToken) => Answer($"get {id}", () => _agents[id], cancellationToken);

    public Task<IReadOnlyList<WorkItem>> TasksOfAsync(string agentId, CancellationToken cancellationToken) => Answer<IReadOnlyList<WorkItem>>(
        $"tasks {agentId}", () => [new(1, $"Parser of {agentId}")], cancellationToken);

    public Task<Job> GetJobAsync(string id, CancellationToken cancellationToken) =>
        Answer($"job {id}", () => new Job(id, Math.Min(100, _percent += 50)), cancellationToken);

    public Task<Statistics> StatisticsAsync(CancellationToken cancellationToken) => Answer(
        "statistics", () => new Statistics(_agents.Count, _agents.Values.Count(agent => agent.Status == "blocked")), cancellationToken);

    public Task<ActivityPage> ActivityAsync(int? before, CancellationToken cancellationToken) => Answer(
        $"activity {before?.ToString() ?? "newest"}",
        () =>
        {
            var newest = (before ?? 5) - 1;
            return new ActivityPage([.. Enumerable.Range(0, 2).Select(i => newest - i).Where(id => id > 0).Select(id => new Activity(id, $"#{id}"))], newest > 2 ? newest - 1 : null);
        },
        cancellationToken);

    public Task<Agent> RenameAsync(Rename rename, CancellationToken cancellationToken) => Answer(
        $"rename {rename.Id} {rename.Name}", () => Change(rename.Id, agent => agent with { Name = rename.Name }), cancellationToken);

    /// <summary>Something happens on the server that no client asked for.</summary>
    public Agent Change(string id, Func<Agent, Agent> change)
    {
        var agent = change(_agents[id]);
        return _agents[id] = agent with { Version = agent.Version + 1 };
    }

    private async Task<T> Answer<T>(string call, Func<T> answer, CancellationToken cancellationToken)
    {
        Calls.Add(call);
        var failure = Failure;
        await Task.Delay(Latency, time, cancellationToken);
        return failure is null ? answer() : throw failure;
    }
}
