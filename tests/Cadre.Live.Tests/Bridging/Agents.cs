using System.Text.Json.Serialization;
using Cadre.Query;

namespace Cadre.Live.Tests.Bridging;

internal sealed record Agent(string Id, string Status, long Version);

internal sealed record AgentEvent(string Id, string? Status, long Version);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Agent))]
[JsonSerializable(typeof(AgentEvent))]
internal sealed partial class AgentJson : JsonSerializerContext;

/// <summary>A server whose answers a test gives, and the queries of it.</summary>
internal sealed class AgentServer
{
    private readonly Dictionary<QueryKey, TaskCompletionSource<object>> _asked = [];

    public int Requests { get; private set; }

    public QueryDefinition<IReadOnlyList<Agent>> List => new(["agents", "list"], context => Ask<IReadOnlyList<Agent>>(context.Key));

    public QueryDefinition<string> Predictions => new(["conflicts", "predictions"], context => Ask<string>(context.Key));

    public QueryDefinition<StateAt<long>> Sum => new(["sum"], context => Ask<StateAt<long>>(context.Key)) { Version = sum => sum.Cursor.Sequence };

    public QueryDefinition<Agent> Detail(string id) => new(["agents", "detail", id], context => Ask<Agent>(context.Key)) { Version = agent => agent.Version };

    public void Answer(QueryKey key, object data) => _asked[key].SetResult(data);

    public bool IsAsked(QueryKey key) => _asked.TryGetValue(key, out var asked) && !asked.Task.IsCompleted;

    private async Task<T> Ask<T>(QueryKey key)
    {
        Requests++;
        return (T)await (_asked[key] = new TaskCompletionSource<object>()).Task;
    }
}
