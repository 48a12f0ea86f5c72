using System.Text.Json.Serialization;

namespace Guide;

public sealed record Agent(string Id, string Name, string Status);

public sealed record Rename(string Id, string Name);

public sealed record Activity(IReadOnlyList<string> Lines, int? Next);

/// <summary>A server with two agents; a name of "nobody" is refused.</summary>
public sealed class FleetApi
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Agent> _agents = new()
    {
        ["ada"] = new("ada", "Ada", "running"),
        ["bob"] = new("bob", "Bob", "blocked"),
    };

    public int Calls { get; private set; }

    public Task<Agent> GetAsync(string id, CancellationToken cancellationToken) => AnswerAsync(() => _agents[id], cancellationToken);

    public Task<List<Agent>> ListAsync(string? status, CancellationToken cancellationToken) =>
        AnswerAsync<List<Agent>>(() => [.. _agents.Values.Where(agent => status is null || agent.Status == status)], cancellationToken);

    public Task<Agent> RenameAsync(Rename rename, CancellationToken cancellationToken) => AnswerAsync(
        () => rename.Name == "nobody"
            ? throw new InvalidOperationException("An agent needs a name of its own.")
            : _agents[rename.Id] = _agents[rename.Id] with { Name = rename.Name },
        cancellationToken);

    public Task<Activity> GetActivityAsync(int after, CancellationToken cancellationToken) =>
        AnswerAsync(() => new Activity([$"event {after + 1}", $"event {after + 2}"], after < 4 ? after + 2 : null), cancellationToken);

    private async Task<T> AnswerAsync<T>(Func<T> answer, CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            Calls++;
            return answer();
        }
    }
}

[JsonSerializable(typeof(Agent))]
[JsonSerializable(typeof(List<Agent>))]
public sealed partial class FleetJson : JsonSerializerContext;
