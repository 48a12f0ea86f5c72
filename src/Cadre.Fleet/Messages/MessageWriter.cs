using System.Runtime.InteropServices;
using System.Text.Json;

namespace Cadre.Fleet;

/// <summary>Writes the flat messages that tell accepted events; a client that maps and reduces them arrives at the hub's state.</summary>
internal static class MessageWriter
{
    public static bool Write(Utf8JsonWriter writer, FleetEvent e, FleetState after, in Envelope envelope)
    {
        switch (e)
        {
            case AgentCreated { Agent: var agent }:
                envelope.Start(writer, MessageTypes.AgentCreated, agent.Timestamp);
                writer.WriteString("agent_id"u8, agent.Id.Value);
                writer.WriteString("agent_type"u8, agent.Type);
                writer.WriteString("provider"u8, agent.Provider);
                WriteAgentMembers(writer, agent);
                break;
            case AgentUpdated updated when after.Agents.TryGetValue(updated.AgentId, out var agent):
                envelope.Start(writer, MessageTypes.AgentStatusChanged, updated.Timestamp);
                writer.WriteString("agent_id"u8, agent.Id.Value);
                WriteAgentMembers(writer, agent);
                break;
            case AgentRetired retired:
                envelope.Start(writer, MessageTypes.AgentRetired, retired.Timestamp);
                writer.WriteString("agent_id"u8, retired.AgentId.Value);
                break;
            case TaskAssigned assigned:
                envelope.Start(writer, MessageTypes.TaskAssigned, assigned.Timestamp);
                writer.WriteNumber("task_id"u8, assigned.TaskId.Value);
                writer.WriteString("agent_id"u8, assigned.AgentId.Value);
                if (assigned.Title is { } title) writer.WriteString("task_title"u8, title);
                break;
            case TaskStatusChanged changed:
                envelope.Start(writer, MessageTypes.TaskStatusChanged, changed.Timestamp);
                WriteTask(writer, changed.TaskId, after);
                writer.WriteString("status"u8, changed.Status.ToWireName());
                if (changed.Progress is { } progress) writer.WriteNumber("progress"u8, progress);
                break;
            case TaskBlocked blocked:
                envelope.Start(writer, MessageTypes.TaskBlocked, blocked.Timestamp);
                WriteTask(writer, blocked.TaskId, after);
                writer.WriteTaskIds("blocked_by"u8, blocked.BlockedBy);
                writer.WriteNumber("blocked_count"u8, blocked.BlockedBy.Length);
                break;
            case TaskUnblocked unblocked:
                envelope.Start(writer, MessageTypes.TaskUnblocked, unblocked.Timestamp);
                WriteTask(writer, unblocked.TaskId, after);
                break;
            case ActivityAdded { Item: var item }:
                WriteActivity(writer, item, envelope);
                break;
            case ProgressUpdated updated:
                envelope.Start(writer, MessageTypes.ProgressUpdate, envelope.Time);
                FleetShapes.WriteProgressMembers(writer, updated.Progress);
                break;
            default:
                return false;
        }
        writer.WriteEndObject();
        return true;
    }

    /// <summary>Everything that may have changed, null included: a reader that merges must not keep what is gone.</summary>
    private static void WriteAgentMembers(Utf8JsonWriter writer, Agent agent)
    {
        writer.WriteString("status"u8, FleetShapes.Projected(agent.Status));
        writer.WriteCurrentTask("current_task"u8, agent.CurrentTask);
        writer.WriteNumberOrNull("progress"u8, agent.Progress);
        writer.WriteString("blocker"u8, FleetShapes.BlockerOf(agent));
        writer.WriteNumber("context_tokens"u8, agent.ContextTokens);
        writer.WriteNumber("tasks_completed"u8, agent.TasksCompleted);
    }

    private static void WriteTask(Utf8JsonWriter writer, TaskId id, FleetState after)
    {
        writer.WriteNumber("task_id"u8, id.Value);
        if (!after.Tasks.TryGetValue(id, out var task)) return;
        writer.WriteString("task_title"u8, task.Title);
        if (task.AgentId is { } agent) writer.WriteString("agent_id"u8, agent.Value);
    }

    private static void WriteActivity(Utf8JsonWriter writer, ActivityItem item, in Envelope envelope)
    {
        var ownType = item.Type is MessageTypes.TestResult or MessageTypes.CommitCreated or MessageTypes.CorrectionAttempt;
        envelope.Start(writer, ownType ? item.Type : MessageTypes.ActivityUpdate, item.Timestamp);
        if (!ownType) writer.WriteString("activity_type"u8, item.Type);
        writer.WriteString("agent"u8, item.Agent);
        writer.WriteString("message"u8, item.Message);
        if (item.Detail is not { } detail) return;
        foreach (var member in detail.EnumerateObject())
        {
            if (MessageDetail.Envelope.Contains(member.Name)) continue;
            writer.WritePropertyName(member.Name);
            writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(member.Value), skipInputValidation: true);
        }
    }

    /// <summary>What every message bears.</summary>
    internal readonly record struct Envelope(int ProjectId, string? Cursor, long? Time)
    {
        public void Start(Utf8JsonWriter writer, string type, long? timestamp)
        {
            Start(writer, type);
            if (timestamp is { } time) writer.WriteNumber("timestamp"u8, time);
        }

        public void Start(Utf8JsonWriter writer, string type, string timestamp)
        {
            Start(writer, type);
            writer.WriteString("timestamp"u8, timestamp);
        }

        private void Start(Utf8JsonWriter writer, string type)
        {
            writer.WriteStartObject();
            writer.WriteString("type"u8, type);
            writer.WriteNumber("project_id"u8, ProjectId);
            if (Cursor is { } cursor) writer.WriteString("cursor"u8, cursor);
        }
    }
}
