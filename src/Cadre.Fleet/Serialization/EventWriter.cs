using System.Text.Json;

namespace Cadre.Fleet;

/// <summary>Writes the data of events; <see cref="EventReader"/> reads it back.</summary>
internal static class EventWriter
{
    public static void Write(Utf8JsonWriter writer, FleetEvent e)
    {
        writer.WriteStartObject();
        switch (e)
        {
            case AgentCreated created:
                writer.WritePropertyName("agent"u8);
                AgentJson.Write(writer, created.Agent);
                break;
            case AgentsLoaded loaded:
                writer.WriteList("agents"u8, loaded.Agents, AgentJson.Write);
                break;
            case AgentUpdated updated:
                writer.WriteString("agentId"u8, updated.AgentId.Value);
                writer.WritePropertyName("changes"u8);
                AgentJson.WritePatch(writer, updated.Changes);
                writer.WriteNumber("timestamp"u8, updated.Timestamp);
                break;
            case AgentRetired retired:
                writer.WriteString("agentId"u8, retired.AgentId.Value);
                writer.WriteNumber("timestamp"u8, retired.Timestamp);
                break;
            case TaskCreated created:
                writer.WritePropertyName("task"u8);
                TaskJson.Write(writer, created.Task);
                break;
            case TaskUpdated updated:
                writer.WriteNumber("taskId"u8, updated.TaskId.Value);
                writer.WritePropertyName("changes"u8);
                TaskJson.WritePatch(writer, updated.Changes);
                writer.WriteNumber("timestamp"u8, updated.Timestamp);
                break;
            case TaskAssigned assigned:
                writer.WriteNumber("taskId"u8, assigned.TaskId.Value);
                writer.WriteString("agentId"u8, assigned.AgentId.Value);
                if (assigned.Title is { } title) writer.WriteString("title"u8, title);
                writer.WriteNumber("timestamp"u8, assigned.Timestamp);
                break;
            case TaskStatusChanged changed:
                writer.WriteNumber("taskId"u8, changed.TaskId.Value);
                writer.WriteString("status"u8, changed.Status.ToWireName());
                if (changed.Progress is { } progress) writer.WriteNumber("progress"u8, progress);
                writer.WriteNumber("timestamp"u8, changed.Timestamp);
                break;
            case TaskBlocked blocked:
                writer.WriteNumber("taskId"u8, blocked.TaskId.Value);
                writer.WriteTaskIds("blockedBy"u8, blocked.BlockedBy);
                writer.WriteNumber("timestamp"u8, blocked.Timestamp);
                break;
            case TaskUnblocked unblocked:
                writer.WriteNumber("taskId"u8, unblocked.TaskId.Value);
                writer.WriteNumber("timestamp"u8, unblocked.Timestamp);
                break;
            case ActivityAdded added:
                ActivityJson.WriteMembers(writer, added.Item);
                break;
            case ProgressUpdated updated:
                ProgressJson.WriteMembers(writer, updated.Progress);
                break;
            case ClaimAcquired acquired:
                writer.WritePropertyName("claim"u8);
                ClaimJson.Write(writer, acquired.Claim);
                break;
            case ClaimRenewed renewed:
                writer.WriteString("claimId"u8, renewed.ClaimId.Value);
                writer.WriteNumber("expiresAt"u8, renewed.ExpiresAt);
                writer.WriteNumber("timestamp"u8, renewed.Timestamp);
                break;
            case ClaimReleased released:
                writer.WriteString("claimId"u8, released.ClaimId.Value);
                writer.WriteString("reason"u8, released.Reason.ToWireName());
                writer.WriteNumber("timestamp"u8, released.Timestamp);
                break;
            case FleetResynced resync:
                writer.WriteList("agents"u8, resync.Agents, AgentJson.Write);
                writer.WriteList("tasks"u8, resync.Tasks, TaskJson.Write);
                writer.WriteList("activity"u8, resync.Activity, ActivityJson.Write);
                writer.WriteNumber("timestamp"u8, resync.Timestamp);
                break;
            case ConnectionChanged connection:
                writer.WriteBoolean("connected"u8, connection.Connected);
                break;
        }
        writer.WriteEndObject();
    }
}
