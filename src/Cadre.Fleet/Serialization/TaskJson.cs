using System.Collections.Immutable;
using System.Text.Json;

namespace Cadre.Fleet;

internal static class TaskJson
{
    private static readonly ImmutableArray<string> Members = ["id", "title", "status", "agentId", "blockedBy", "progress", "timestamp", "version"];
    private static readonly ImmutableArray<string> PatchMembers = ["title", "status", "progress"];
    private static readonly ImmutableArray<string> StampedMembers = ["id", "timestamp", "version"];

    public static ValueKind<FleetTask> Kind { get; } = new("a task", Read);

    public static ValueKind<ImmutableArray<FleetTask>> ListKind { get; } = Kind.List("a list of tasks");

    public static ValueKind<TaskPatch> PatchKind { get; } = new("a partial task", ReadPatch);

    public static void Write(Utf8JsonWriter writer, FleetTask task)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id"u8, task.Id.Value);
        writer.WriteString("title"u8, task.Title);
        writer.WriteString("status"u8, task.Status.ToWireName());
        if (task.AgentId is { } agent) writer.WriteString("agentId"u8, agent.Value);
        if (!task.BlockedBy.IsEmpty) writer.WriteTaskIds("blockedBy"u8, task.BlockedBy);
        if (task.Progress is { } progress) writer.WriteNumber("progress"u8, progress);
        writer.WriteNumber("timestamp"u8, task.Timestamp);
        writer.WriteNumber("version"u8, task.Version);
        writer.WriteEndObject();
    }

    /// <summary>Reads a task; all but the title may be absent. A task without id asks for one.</summary>
    public static FleetProblem? Read(JsonElement element, out FleetTask value)
    {
        var o = new ObjectReader(element);
        value = new()
        {
            Id = o.Or("id", Values.TaskId, default),
            Title = o.Required("title", Values.Text),
            Status = o.Or("status", Values.TaskStatus, default),
            AgentId = o.Or("agentId", Values.AgentIdOrNull, null),
            BlockedBy = o.Or("blockedBy", Values.TaskIds, []),
            Progress = o.Or("progress", Values.PercentOrNull, null),
            Timestamp = o.Or("timestamp", Values.Stamp, 0),
            Version = o.Or("version", Values.Count, 0),
        };
        o.RefuseOthers(Members);
        return o.Problem;
    }


    public static FleetProblem? ReadPatch(JsonElement element, out TaskPatch value)
    {
        var o = new ObjectReader(element);
        value = new()
        {
            Title = o.Optional("title", Values.Word),
            Status = o.Optional("status", Values.TaskStatus),
            Progress = o.Optional("progress", Values.PercentOrNull),
        };
        o.RefuseOthers(PatchMembers, StampedMembers);
        return o.Problem;
    }

    public static void WritePatch(Utf8JsonWriter writer, TaskPatch patch)
    {
        writer.WriteStartObject();
        if (patch.Title.HasValue) writer.WriteString("title"u8, patch.Title.Value);
        if (patch.Status.HasValue) writer.WriteString("status"u8, patch.Status.Value.ToWireName());
        if (patch.Progress is { HasValue: true, Value: var progress }) writer.WriteNumberOrNull("progress"u8, progress);
        writer.WriteEndObject();
    }
}
