using System.Text.Json.Serialization;

namespace Guide;

public sealed record Agent(string Id, string Name, string Status, long Version);

public sealed record AgentFilter(string? Status = null, int Page = 1);

public sealed record AgentPage(IReadOnlyList<Agent> Items, int Total);

public sealed record WorkItem(int Id, string Title);

public sealed record Job(string Id, int Percent)
{
    [JsonIgnore]
    public bool IsDone => Percent >= 100;
}

public sealed record Statistics(int Agents, int Blocked);

public sealed record Activity(int Id, string Text);

public sealed record ActivityPage(IReadOnlyList<Activity> Items, int? Before);

public sealed record Rename(string Id, string Name);

/// <summary>The server as the guide's queries see it.</summary>
public interface IFleetApi
{
    Task<AgentPage> ListAsync(AgentFilter filter, CancellationToken cancellationToken);

    Task<Agent> GetAsync(string id, CancellationToken cancellationToken);

    Task<IReadOnlyList<WorkItem>> TasksOfAsync(string agentId, CancellationToken cancellationToken);

    Task<Job> GetJobAsync(string id, CancellationToken cancellationToken);

    Task<Statistics> StatisticsAsync(CancellationToken cancellationToken);

    Task<ActivityPage> ActivityAsync(int? before, CancellationToken cancellationToken);

    Task<Agent> RenameAsync(Rename rename, CancellationToken cancellationToken);
}
