using System.Text.Json.Serialization;
using Cadre.Live;
using Cadre.Query;

namespace Cadre.Bench.Live;

internal sealed record Agent(string Id, string Status, long Version);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Agent))]
internal sealed partial class AgentJson : JsonSerializerContext;

/// <summary>A cache of agents, and the table that leads events into it.</summary>
internal static class Fleet
{
    public static QueryDefinition<Agent> Detail(string id) => new(["agents", "detail", id]) { Version = agent => agent.Version };

    public static BridgeTable Table { get; } = new BridgeTable()
        .On("agent.changed", AgentJson.Default.Agent, on => on.Set(agent => Detail(agent.Id), agent => agent));
}
