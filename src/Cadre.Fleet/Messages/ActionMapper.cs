using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;

namespace Cadre.Fleet;

/// <summary>Maps flat messages to reducer actions, JSON to JSON, the way the fleet contract's clients do.</summary>
/// <remarks>Values pass as they are, wrong types included: judging them is the reader's task. An undefined member stays absent; not a time is null.</remarks>
internal static class ActionMapper
{
    private static readonly ImmutableArray<string> ProgressMembers = ["completed_tasks", "total_tasks", "percentage"];

    /// <summary>The messages that become actions by renaming their members.</summary>
    private static readonly FrozenDictionary<string, (string Action, ImmutableArray<(string InAction, string InMessage)> Members)> Renamed =
        new Dictionary<string, (string, ImmutableArray<(string, string)>)>
        {
            [MessageTypes.AgentRetired] = (ActionTypes.AgentRetired, [("agentId", "agent_id")]),
            [MessageTypes.TaskAssigned] = (ActionTypes.TaskAssigned, [("taskId", "task_id"), ("agentId", "agent_id"), ("taskTitle", "task_title")]),
            [MessageTypes.TaskStatusChanged] = (ActionTypes.TaskStatusChanged, [("taskId", "task_id"), ("status", "status"), ("progress", "progress")]),
            [MessageTypes.TaskBlocked] = (ActionTypes.TaskBlocked, [("taskId", "task_id"), ("blockedBy", "blocked_by")]),
            [MessageTypes.TaskUnblocked] = (ActionTypes.TaskUnblocked, [("taskId", "task_id")]),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Writes the action, if the message is one of the project and becomes one.</summary>
    /// <param name="writer">Where to write it.</param>
    /// <param name="message">The message.</param>
    /// <param name="projectId">The project whose messages count; null for all.</param>
    /// <returns>False when the message is dropped; nothing is written then.</returns>
    public static bool TryWrite(Utf8JsonWriter writer, JsonElement message, int? projectId)
    {
        if (message.ValueKind is not JsonValueKind.Object || (projectId is { } wanted && IsOfAnotherProject(message, wanted))) return false;
        return message.Member("type") is { ValueKind: JsonValueKind.String } type && TryWrite(writer, type.GetString()!, message);
    }

    /// <summary>A message without project id is for everybody; one with anything but the very number is for somebody else.</summary>
    public static bool IsOfAnotherProject(JsonElement message, int projectId) =>
        message.Member("project_id") is { } given && !(given.ValueKind is JsonValueKind.Number && given.GetDouble() == projectId);

    private static bool TryWrite(Utf8JsonWriter writer, string type, JsonElement message)
    {
        switch (type)
        {
            case MessageTypes.AgentCreated:
                Start(writer, ActionTypes.AgentCreated);
                Copy(writer, "id", message.Member("agent_id"));
                Copy(writer, "type", message.Member("agent_type"));
                writer.WriteString("status", "idle");
                Copy(writer, "provider", message.Truthy("provider"), AgentDefaults.Provider);
                writer.WriteString("maturity", "directive");
                writer.WriteNumber("context_tokens", 0);
                writer.WriteNumber("tasks_completed", 0);
                EndAt(writer, message);
                return true;
            case MessageTypes.AgentStatusChanged:
                Start(writer, ActionTypes.AgentUpdated);
                Copy(writer, "agentId", message.Member("agent_id"));
                WriteStatusUpdates(writer, message);
                EndAt(writer, message);
                return true;
            case MessageTypes.ProgressUpdate:
                Start(writer, ActionTypes.ProgressUpdated);
                foreach (var name in ProgressMembers) Copy(writer, name, message.Member(name));
                End(writer);
                return true;
            case MessageTypes.ActivityUpdate or MessageTypes.TestResult or MessageTypes.CommitCreated or MessageTypes.CorrectionAttempt:
                return TryWriteActivity(writer, type, message);
            default:
                if (!Renamed.TryGetValue(type, out var shape)) return false;
                Start(writer, shape.Action);
                foreach (var (inAction, inMessage) in shape.Members) Copy(writer, inAction, message.Member(inMessage));
                EndAt(writer, message);
                return true;
        }
    }

    /// <summary>An agent that reports idle has neither task nor progress, unless it says so; any other status leaves them as they are.</summary>
    private static void WriteStatusUpdates(Utf8JsonWriter writer, JsonElement message)
    {
        var status = message.Member("status");
        var isIdle = status is { ValueKind: JsonValueKind.String } && status.Value.ValueEquals("idle");
        writer.WriteStartObject("updates");
        Copy(writer, "status", status);
        foreach (var name in (ReadOnlySpan<string>)["current_task", "progress"])
        {
            if (message.Member(name) is { } given) Copy(writer, name, given);
            else if (isIdle) writer.WriteNull(name);
        }
        writer.WriteEndObject();
    }

    /// <summary>Activity keeps the text of its time; without any it cannot be placed in the feed.</summary>
    private static bool TryWriteActivity(Utf8JsonWriter writer, string type, JsonElement message)
    {
        if (message.Member("timestamp") is not { ValueKind: not JsonValueKind.Null } timestamp) return false;
        var isUpdate = type == MessageTypes.ActivityUpdate;
        Start(writer, ActionTypes.ActivityAdded);
        Copy(writer, "type", isUpdate ? message.Truthy("activity_type") : null, type);
        Copy(writer, "agent", message.Truthy("agent"), ActivityTypes.System);
        if (isUpdate) Copy(writer, "message", message.Member("message"));
        else Copy(writer, "message", message.Truthy("message"), $"{type} event");
        writer.WriteString("timestamp", JsValue.ToText(timestamp));
        End(writer);
        return true;
    }

    private static void Start(Utf8JsonWriter writer, string action)
    {
        writer.WriteStartObject();
        writer.WriteString("type", action);
        writer.WriteStartObject("payload");
    }

    private static void End(Utf8JsonWriter writer)
    {
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void EndAt(Utf8JsonWriter writer, JsonElement message)
    {
        var timestamp = message.Member("timestamp");
        if (timestamp is { ValueKind: JsonValueKind.Number }) Copy(writer, "timestamp", timestamp);
        else if (JsValue.ToTime(timestamp) is { } time) writer.WriteNumber("timestamp", (long)time);
        else writer.WriteNull("timestamp");
        End(writer);
    }

    private static void Copy(Utf8JsonWriter writer, string name, JsonElement? value, string fallback)
    {
        if (value is null) writer.WriteString(name, fallback);
        else Copy(writer, name, value);
    }

    private static void Copy(Utf8JsonWriter writer, string name, JsonElement? value)
    {
        if (value is not { } given) return;
        writer.WritePropertyName(name);
        VerbatimJson.Write(writer, given);
    }
}
