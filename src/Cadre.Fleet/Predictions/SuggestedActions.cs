using System.Buffers;
using System.Text.Json;

namespace Cadre.Fleet;

/// <summary>The requests that predictions suggest; each is one that the API accepts as it stands.</summary>
internal static class SuggestedActions
{
    private static readonly JsonElement Resolved = JsonElement.Parse("""{"status":"resolved","riskScore":0,"blockedTasks":[],"delayedOutputs":[]}"""u8);
    private static readonly JsonElement Pending = JsonElement.Parse("""{"status":"pending"}"""u8);
    private static readonly JsonElement Nothing = JsonElement.Parse("{}"u8);

    public static SuggestedAction Resolve(AgentId agent) => new("resolve", $"Mark {agent} as resolved", "PATCH", Path(agent)) { AgentId = agent, Body = Resolved };

    public static SuggestedAction Retire(AgentId agent) => new("retire", $"Retire {agent} and free its task", "DELETE", Path(agent)) { AgentId = agent };

    public static SuggestedAction DropDependency(Agent agent, string dependency) =>
        new("drop-dependency", $"Let {agent.Id} go on without {dependency}", "PATCH", Path(agent.Id))
        {
            AgentId = agent.Id,
            Body = Body(json => json.WriteTexts("dependencies"u8, agent.Dependencies.Remove(dependency))),
        };

    public static SuggestedAction Assign(TaskId task, AgentId agent) => new("reallocate", $"Give task {task} to {agent}", "POST", $"/tasks/{task}/assign")
    {
        AgentId = agent,
        TaskId = task,
        Body = Body(json => json.WriteString("agentId"u8, agent.Value)),
    };

    public static SuggestedAction Unblock(TaskId task) => new("unblock", $"Unblock task {task}", "POST", $"/tasks/{task}/unblock") { TaskId = task, Body = Nothing };

    public static SuggestedAction Requeue(TaskId task) => new("requeue", $"Put task {task} back to pending", "PATCH", $"/tasks/{task}") { TaskId = task, Body = Pending };

    private static string Path(AgentId agent) => $"/agents/{Uri.EscapeDataString(agent.Value)}";

    private static JsonElement Body(Action<Utf8JsonWriter> writeMembers)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writeMembers(writer);
            writer.WriteEndObject();
        }
        return JsonElement.Parse(buffer.WrittenSpan);
    }
}
