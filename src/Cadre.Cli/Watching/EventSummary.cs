using System.Globalization;
using System.Text.Json;
using Cadre.Cli.Terminals;
using Cadre.Fleet;

namespace Cadre.Cli.Watching;

/// <summary>Says in one line what an event did. Events of a kind that this version does not know are shown as their data.</summary>
internal static class EventSummary
{
    private const int Longest = 400;

    public static string Of(in HubEvent e) =>
        !e.Json.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Object ? "" : SafeText.OneLine(e.Type switch
        {
            EventTypes.AgentCreated => Inside(data, "agent", agent => $"{Text(agent, "id")} joined as {Text(agent, "type")}"),
            EventTypes.AgentsLoaded => $"{Count(data, "agents")} agents loaded",
            EventTypes.AgentUpdated => $"{Text(data, "agentId")}: {Inside(data, "changes", Changes)}",
            EventTypes.AgentRetired => $"{Text(data, "agentId")} retired",
            EventTypes.TaskCreated => Inside(data, "task", task => $"#{Text(task, "id")} {Text(task, "title")}"),
            EventTypes.TaskUpdated => $"#{Text(data, "taskId")}: {Inside(data, "changes", Changes)}",
            EventTypes.TaskAssigned => $"#{Text(data, "taskId")} → {Text(data, "agentId")}{Optional(data, "title", ": {0}")}",
            EventTypes.TaskStatusChanged => $"#{Text(data, "taskId")} is {Text(data, "status")}{Optional(data, "progress", ", {0} %")}",
            EventTypes.TaskBlocked => $"#{Text(data, "taskId")} waits for {Tasks(data, "blockedBy")}",
            EventTypes.TaskUnblocked => $"#{Text(data, "taskId")} waits no longer",
            EventTypes.ActivityAdded => $"{Optional(data, "agent", "{0}: ")}{Text(data, "message")}",
            EventTypes.ProgressUpdated => $"{Text(data, "completedTasks")} of {Text(data, "totalTasks")} tasks, {Text(data, "percentage")} %",
            EventTypes.ClaimAcquired => Inside(data, "claim", claim => $"{Text(claim, "agentId")} holds {Text(claim, "resource")} ({Text(claim, "mode")})"),
            EventTypes.ClaimRenewed => $"{Text(data, "claimId")} renewed",
            EventTypes.ClaimReleased => $"{Text(data, "claimId")} {Text(data, "reason")}",
            EventTypes.FleetResynced => $"{Count(data, "agents")} agents, {Count(data, "tasks")} tasks reported anew",
            _ => data.GetRawText(),
        }, Longest);

    /// <summary>Whether the event says that someone is stuck or something went wrong.</summary>
    public static bool NeedsAttention(in HubEvent e)
    {
        if (e.Type == EventTypes.TaskBlocked)
            return true;
        if (!e.Json.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Object)
            return false;
        var status = data.TryGetProperty("changes", out var changes) && changes.ValueKind == JsonValueKind.Object
            ? Text(changes, "status")
            : Text(data, "status");
        return status is "blocked" or "error" or "failed";
    }

    private static string Changes(JsonElement changes) =>
        string.Join(", ", changes.EnumerateObject().Select(member => member.Value.ValueKind switch
        {
            JsonValueKind.Null => $"no {member.Name}",
            _ => $"{member.Name} {Show(member.Value)}",
        }));

    private static string Inside(JsonElement data, string member, Func<JsonElement, string> tell) =>
        data.TryGetProperty(member, out var inner) && inner.ValueKind == JsonValueKind.Object ? tell(inner) : data.GetRawText();

    private static string Text(JsonElement data, string member) => data.TryGetProperty(member, out var value) ? Show(value) : "?";

    private static string Optional(JsonElement data, string member, string phrase) =>
        data.TryGetProperty(member, out var value) && value.ValueKind != JsonValueKind.Null ? string.Format(null, phrase, Show(value)) : "";

    private static string Tasks(JsonElement data, string member) =>
        data.TryGetProperty(member, out var list) && list.ValueKind == JsonValueKind.Array
            ? string.Join(", ", list.EnumerateArray().Select(id => $"#{Show(id)}"))
            : "?";

    private static int Count(JsonElement data, string member) =>
        data.TryGetProperty(member, out var list) && list.ValueKind == JsonValueKind.Array ? list.GetArrayLength() : 0;

    private static string Show(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.GetArrayLength() == 0 ? "none" : string.Join(", ", value.EnumerateArray().Select(Show)),
        JsonValueKind.Object when value.TryGetProperty("title", out var title) && value.TryGetProperty("id", out var id) => $"#{id} {title}",
        JsonValueKind.Object => value.GetRawText(),
        JsonValueKind.Number when value.TryGetDouble(out var number) && number != Math.Floor(number) => number.ToString("0.#", CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
