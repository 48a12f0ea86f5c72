using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cadre.Fleet;

/// <summary>Maps flat messages to reducer actions, JSON to JSON, the way the fleet contract's clients do.</summary>
/// <remarks>Values pass as they are, wrong types included: judging them is the reader's task. An undefined member stays absent; not a time is null.</remarks>
internal static class ActionMapper
{
    /// <param name="message">The message.</param>
    /// <param name="projectId">The project whose messages count; null for all.</param>
    public static JsonObject? Map(JsonElement message, int? projectId)
    {
        if (message.ValueKind is not JsonValueKind.Object || (projectId is { } wanted && IsOfAnotherProject(message, wanted))) return null;
        return message.Member("type") is { ValueKind: JsonValueKind.String } type ? Map(type.GetString()!, message) : null;
    }

    /// <summary>A message without project id is for everybody; one with anything but the very number is for somebody else.</summary>
    public static bool IsOfAnotherProject(JsonElement message, int projectId) =>
        message.Member("project_id") is { } given && !(given.ValueKind is JsonValueKind.Number && given.GetDouble() == projectId);

    private static JsonObject? Map(string type, JsonElement message) => type switch
    {
        MessageTypes.AgentCreated => Action(ActionTypes.AgentCreated, new JsonObject()
            .With("id", message.Member("agent_id"))
            .With("type", message.Member("agent_type"))
            .With("status", "idle")
            .With("provider", message.Truthy("provider"), AgentDefaults.Provider)
            .With("maturity", "directive")
            .With("context_tokens", 0)
            .With("tasks_completed", 0)
            .WithTimestamp(message)),
        MessageTypes.AgentStatusChanged => Action(ActionTypes.AgentUpdated, new JsonObject()
            .With("agentId", message.Member("agent_id"))
            .With("updates", StatusUpdates(message))
            .WithTimestamp(message)),
        MessageTypes.AgentRetired => Action(ActionTypes.AgentRetired, new JsonObject()
            .With("agentId", message.Member("agent_id"))
            .WithTimestamp(message)),
        MessageTypes.TaskAssigned => Action(ActionTypes.TaskAssigned, new JsonObject()
            .With("taskId", message.Member("task_id"))
            .With("agentId", message.Member("agent_id"))
            .With("taskTitle", message.Member("task_title"))
            .WithTimestamp(message)),
        MessageTypes.TaskStatusChanged => Action(ActionTypes.TaskStatusChanged, new JsonObject()
            .With("taskId", message.Member("task_id"))
            .With("status", message.Member("status"))
            .With("progress", message.Member("progress"))
            .WithTimestamp(message)),
        MessageTypes.TaskBlocked => Action(ActionTypes.TaskBlocked, new JsonObject()
            .With("taskId", message.Member("task_id"))
            .With("blockedBy", message.Member("blocked_by"))
            .WithTimestamp(message)),
        MessageTypes.TaskUnblocked => Action(ActionTypes.TaskUnblocked, new JsonObject()
            .With("taskId", message.Member("task_id"))
            .WithTimestamp(message)),
        MessageTypes.ActivityUpdate => Activity(message, new JsonObject()
            .With("type", message.Truthy("activity_type"), type)
            .With("agent", message.Truthy("agent"), ActivityTypes.System)
            .With("message", message.Member("message"))),
        MessageTypes.TestResult or MessageTypes.CommitCreated or MessageTypes.CorrectionAttempt => Activity(message, new JsonObject()
            .With("type", type)
            .With("agent", message.Truthy("agent"), ActivityTypes.System)
            .With("message", message.Truthy("message"), $"{type} event")),
        MessageTypes.ProgressUpdate => Action(ActionTypes.ProgressUpdated, new JsonObject()
            .With("completed_tasks", message.Member("completed_tasks"))
            .With("total_tasks", message.Member("total_tasks"))
            .With("percentage", message.Member("percentage"))),
        _ => null,
    };

    /// <summary>An agent that reports idle has neither task nor progress, unless it says so; any other status leaves them as they are.</summary>
    private static JsonObject StatusUpdates(JsonElement message)
    {
        var isIdle = message.Member("status") is { ValueKind: JsonValueKind.String } status && status.GetString() == "idle";
        var updates = new JsonObject().With("status", message.Member("status"));
        foreach (var name in (ReadOnlySpan<string>)["current_task", "progress"])
        {
            if (message.Member(name) is { } given) updates[name] = Copy(given);
            else if (isIdle) updates[name] = null;
        }
        return updates;
    }

    /// <summary>Activity keeps the text of its time; without any it cannot be placed in the feed.</summary>
    private static JsonObject? Activity(JsonElement message, JsonObject payload) =>
        message.Member("timestamp") is { ValueKind: not JsonValueKind.Null } timestamp
            ? Action(ActionTypes.ActivityAdded, payload.With("timestamp", JsValue.ToText(timestamp)))
            : null;

    private static JsonObject Action(string type, JsonObject payload) => new() { ["type"] = type, ["payload"] = payload };

    private static JsonObject With(this JsonObject o, string name, JsonNode value)
    {
        o[name] = value;
        return o;
    }

    private static JsonObject With(this JsonObject o, string name, JsonElement? value) => value is { } given ? o.WithCopy(name, given) : o;

    private static JsonObject With(this JsonObject o, string name, JsonElement? value, string fallback) =>
        value is { } given ? o.WithCopy(name, given) : o.With(name, (JsonNode)fallback);

    private static JsonObject WithCopy(this JsonObject o, string name, JsonElement value)
    {
        o[name] = Copy(value);
        return o;
    }

    private static JsonObject WithTimestamp(this JsonObject o, JsonElement message)
    {
        var timestamp = message.Member("timestamp");
        o["timestamp"] = timestamp is { ValueKind: JsonValueKind.Number } number ? Copy(number) : JsValue.ToTime(timestamp) is { } time ? (long)time : null;
        return o;
    }

    private static JsonNode? Copy(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => JsonObject.Create(value),
        JsonValueKind.Array => JsonArray.Create(value),
        JsonValueKind.Null => null,
        _ => JsonValue.Create(value),
    };
}
