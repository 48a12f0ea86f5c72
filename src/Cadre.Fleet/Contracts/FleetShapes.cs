using System.Text.Json;

namespace Cadre.Fleet;

/// <summary>The entities of the fleet contract.</summary>
internal static class FleetShapes
{
    public static void WriteState(Utf8JsonWriter writer, FleetState state)
    {
        writer.WriteStartObject();
        writer.WriteList("agents"u8, state.Agents, WriteAgent);
        writer.WriteList("tasks"u8, state.Tasks, WriteTask);
        writer.WriteList("activity"u8, state.Activity, WriteActivity);
        writer.WritePropertyName("projectProgress"u8);
        WriteProgress(writer, state.Progress);
        writer.WriteBoolean("wsConnected"u8, state.Connected);
        writer.WriteNumber("lastSyncTimestamp"u8, state.LastSync);
        writer.WriteEndObject();
    }

    public static void WriteAgent(Utf8JsonWriter writer, Agent agent)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, agent.Id.Value);
        writer.WriteString("type"u8, agent.Type);
        writer.WriteString("status"u8, Projected(agent.Status));
        writer.WriteString("provider"u8, agent.Provider);
        writer.WriteString("maturity"u8, agent.Maturity.ToWireName());
        if (agent.CurrentTask is { } current) writer.WriteCurrentTask("current_task"u8, current);
        if (BlockerOf(agent) is { } blocker) writer.WriteString("blocker"u8, blocker);
        if (agent.Progress is { } progress) writer.WriteNumber("progress"u8, progress);
        writer.WriteNumber("context_tokens"u8, agent.ContextTokens);
        writer.WriteNumber("tasks_completed"u8, agent.TasksCompleted);
        writer.WriteNumber("timestamp"u8, agent.Timestamp);
        writer.WriteEndObject();
    }

    public static void WriteTask(Utf8JsonWriter writer, FleetTask task)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id"u8, task.Id.Value);
        writer.WriteString("title"u8, task.Title);
        writer.WriteString("status"u8, task.Status.ToWireName());
        if (task.AgentId is { } agent) writer.WriteString("agent_id"u8, agent.Value);
        if (!task.BlockedBy.IsEmpty) writer.WriteTaskIds("blocked_by"u8, task.BlockedBy);
        if (task.Progress is { } progress) writer.WriteNumber("progress"u8, progress);
        writer.WriteNumber("timestamp"u8, task.Timestamp);
        writer.WriteEndObject();
    }

    public static void WriteActivity(Utf8JsonWriter writer, ActivityItem item)
    {
        writer.WriteStartObject();
        writer.WriteString("timestamp"u8, item.Timestamp);
        writer.WriteString("type"u8, item.Type);
        writer.WriteString("agent"u8, item.Agent);
        writer.WriteString("message"u8, item.Message);
        writer.WriteEndObject();
    }

    public static void WriteProgress(Utf8JsonWriter writer, ProjectProgress? progress)
    {
        if (progress is null)
        {
            writer.WriteNullValue();
            return;
        }
        writer.WriteStartObject();
        WriteProgressMembers(writer, progress);
        writer.WriteEndObject();
    }

    public static void WriteProgressMembers(Utf8JsonWriter writer, ProjectProgress progress)
    {
        writer.WriteNumber("completed_tasks"u8, progress.CompletedTasks);
        writer.WriteNumber("total_tasks"u8, progress.TotalTasks);
        writer.WriteNumber("percentage"u8, progress.Percentage);
    }

    /// <summary>Five statuses on three: resolved is ready for work, an error is a blockage with the error as blocker.</summary>
    public static string Projected(AgentStatus status) => status switch
    {
        AgentStatus.Running => "working",
        AgentStatus.Blocked or AgentStatus.Error => "blocked",
        _ => "idle",
    };

    public static string? BlockerOf(Agent agent) => agent.Blocker ?? (agent.Status is AgentStatus.Error ? "error" : null);
}
