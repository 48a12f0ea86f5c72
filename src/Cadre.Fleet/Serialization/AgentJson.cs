using System.Collections.Immutable;
using System.Text.Json;

namespace Cadre.Fleet;

internal static class AgentJson
{
    private static readonly ImmutableArray<string> PatchMembers =
    [
        "type", "status", "provider", "maturity", "currentTask", "blocker", "progress", "contextTokens", "tasksCompleted",
        "riskScore", "blockedTasks", "dependencies", "delayedOutputs", "meta",
    ];

    private static readonly ImmutableArray<string> Members = ["id", .. PatchMembers, "timestamp", "version"];
    private static readonly ImmutableArray<string> StampedMembers = ["id", "timestamp", "version"];
    private static readonly ValueKind<CurrentTask?> CurrentTaskKind = new("a task as {id, title}, or null", ReadCurrentTask);

    public static ValueKind<Agent> Kind { get; } = new("an agent", Read);

    public static ValueKind<ImmutableArray<Agent>> ListKind { get; } = Kind.List("a list of agents");

    public static ValueKind<AgentPatch> PatchKind { get; } = new("a partial agent", ReadPatch);

    public static void Write(Utf8JsonWriter writer, Agent agent)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, agent.Id.Value);
        writer.WriteString("type"u8, agent.Type);
        writer.WriteString("status"u8, agent.Status.ToWireName());
        writer.WriteString("provider"u8, agent.Provider);
        writer.WriteString("maturity"u8, agent.Maturity.ToWireName());
        if (agent.CurrentTask is { } current) writer.WriteCurrentTask("currentTask"u8, current);
        if (agent.Blocker is { } blocker) writer.WriteString("blocker"u8, blocker);
        if (agent.Progress is { } progress) writer.WriteNumber("progress"u8, progress);
        writer.WriteNumber("contextTokens"u8, agent.ContextTokens);
        writer.WriteNumber("tasksCompleted"u8, agent.TasksCompleted);
        writer.WriteNumber("riskScore"u8, agent.RiskScore);
        writer.WriteTexts("blockedTasks"u8, agent.BlockedTasks);
        writer.WriteTexts("dependencies"u8, agent.Dependencies);
        writer.WriteTexts("delayedOutputs"u8, agent.DelayedOutputs);
        writer.WriteVerbatim("meta"u8, agent.Meta);
        writer.WriteNumber("timestamp"u8, agent.Timestamp);
        writer.WriteNumber("version"u8, agent.Version);
        writer.WriteEndObject();
    }

    /// <summary>Reads an agent; all but the id may be absent.</summary>
    public static FleetProblem? Read(JsonElement element, out Agent value)
    {
        var o = new ObjectReader(element);
        var id = o.Required("id", Values.AgentId);
        var bare = new Agent { Id = id, Timestamp = o.Or("timestamp", Values.Stamp, 0), Version = o.Or("version", Values.Count, 0) };
        value = Patch(o).ApplyTo(bare);
        o.RefuseOthers(Members);
        return o.Problem;
    }


    /// <summary>Reads a partial agent; what the server stamps is ignored.</summary>
    public static FleetProblem? ReadPatch(JsonElement element, out AgentPatch value)
    {
        var o = new ObjectReader(element);
        value = Patch(o);
        o.RefuseOthers(PatchMembers, StampedMembers);
        return o.Problem;
    }

    public static void WritePatch(Utf8JsonWriter writer, AgentPatch patch)
    {
        writer.WriteStartObject();
        if (patch.Type.HasValue) writer.WriteString("type"u8, patch.Type.Value);
        if (patch.Status.HasValue) writer.WriteString("status"u8, patch.Status.Value.ToWireName());
        if (patch.Provider.HasValue) writer.WriteString("provider"u8, patch.Provider.Value);
        if (patch.Maturity.HasValue) writer.WriteString("maturity"u8, patch.Maturity.Value.ToWireName());
        if (patch.CurrentTask is { HasValue: true, Value: var current }) writer.WriteCurrentTask("currentTask"u8, current);
        if (patch.Blocker.HasValue) writer.WriteString("blocker"u8, patch.Blocker.Value);
        if (patch.Progress is { HasValue: true, Value: var progress }) writer.WriteNumberOrNull("progress"u8, progress);
        if (patch.ContextTokens.HasValue) writer.WriteNumber("contextTokens"u8, patch.ContextTokens.Value);
        if (patch.TasksCompleted.HasValue) writer.WriteNumber("tasksCompleted"u8, patch.TasksCompleted.Value);
        if (patch.RiskScore.HasValue) writer.WriteNumber("riskScore"u8, patch.RiskScore.Value);
        if (patch.BlockedTasks.HasValue) writer.WriteTexts("blockedTasks"u8, patch.BlockedTasks.Value);
        if (patch.Dependencies.HasValue) writer.WriteTexts("dependencies"u8, patch.Dependencies.Value);
        if (patch.DelayedOutputs.HasValue) writer.WriteTexts("delayedOutputs"u8, patch.DelayedOutputs.Value);
        if (patch.Meta is { HasValue: true, Value: null }) writer.WriteNull("meta"u8);
        else writer.WriteVerbatim("meta"u8, patch.Meta.Value);
        writer.WriteEndObject();
    }

    private static AgentPatch Patch(ObjectReader o) => new()
    {
        Type = o.Optional("type", Values.Word),
        Status = o.Optional("status", Values.AgentStatus),
        Provider = o.Optional("provider", Values.Word),
        Maturity = o.Optional("maturity", Values.Maturity),
        CurrentTask = o.Optional("currentTask", CurrentTaskKind),
        Blocker = o.Optional("blocker", Values.TextOrNull),
        Progress = o.Optional("progress", Values.PercentOrNull),
        ContextTokens = o.Optional("contextTokens", Values.Count),
        TasksCompleted = o.Optional("tasksCompleted", Values.Count),
        RiskScore = o.Optional("riskScore", Values.Percent),
        BlockedTasks = o.Optional("blockedTasks", Values.Texts),
        Dependencies = o.Optional("dependencies", Values.Texts),
        DelayedOutputs = o.Optional("delayedOutputs", Values.Texts),
        Meta = o.Optional("meta", Values.Meta),
    };

    private static FleetProblem? ReadCurrentTask(JsonElement element, out CurrentTask? value)
    {
        value = null;
        if (element.ValueKind is JsonValueKind.Null) return null;
        var o = new ObjectReader(element);
        value = new(o.Required("id", Values.TaskId), o.Required("title", Values.Text));
        o.RefuseOthers(["id", "title"]);
        return o.Problem;
    }
}
