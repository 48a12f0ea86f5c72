using System.Text.Json;
using Cadre.Fleet;

namespace Cadre.Dashboard.Tests;

/// <summary>Agents for tests.</summary>
internal static class Agents
{
    public static Agent Of(string id, AgentStatus status = AgentStatus.Running, string type = "worker", double risk = 0, long tokens = 0, long at = 0) =>
        new() { Id = AgentId.Parse(id), Status = status, Type = type, RiskScore = risk, ContextTokens = tokens, Timestamp = at };

    public static Agent At(this Agent agent, long task, string title) => agent with { CurrentTask = new CurrentTask(new TaskId(task), title) };

    public static JsonElement Json(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
