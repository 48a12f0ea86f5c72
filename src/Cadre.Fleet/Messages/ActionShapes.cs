using System.Collections.Immutable;
using System.Text.Json;

namespace Cadre.Fleet;

/// <summary>The entities of the fleet contract, as actions and states carry them.</summary>
internal static class ActionShapes
{
    public static ValueKind<CurrentTask?> CurrentTask { get; } = new("a task as {id, title}, or null", (JsonElement element, out CurrentTask? value) =>
    {
        value = null;
        if (element.ValueKind is JsonValueKind.Null) return null;
        var o = new ObjectReader(element);
        var id = o.Required("id", LooseValues.TaskId);
        value = new(id, o.Or("title", LooseValues.Text, $"Task #{id}"));
        return o.Problem;
    });

    public static ValueKind<AgentPatch> Patch { get; } = new("a partial agent", (JsonElement element, out AgentPatch value) =>
    {
        var o = new ObjectReader(element);
        value = PatchFrom(o);
        return o.Problem;
    });

    public static ValueKind<Agent> Agent { get; } = new("an agent", (JsonElement element, out Agent value) =>
    {
        var o = new ObjectReader(element);
        value = PatchFrom(o).ApplyTo(new() { Id = o.Required("id", LooseValues.AgentId), Timestamp = Timestamp(o) });
        return o.Problem;
    });

    public static ValueKind<FleetTask> Task { get; } = new("a task", (JsonElement element, out FleetTask value) =>
    {
        var o = new ObjectReader(element);
        value = new()
        {
            Id = o.Required("id", LooseValues.TaskId),
            Title = o.Or("title", LooseValues.Text, ""),
            Status = o.Or("status", LooseValues.TaskStatus, default),
            AgentId = o.Or("agent_id", LooseValues.AgentIdOrNull, null),
            BlockedBy = o.Or("blocked_by", LooseValues.TaskIds, []),
            Progress = o.Or("progress", LooseValues.NumberOrNull, null),
            Timestamp = Timestamp(o),
        };
        return o.Problem;
    });

    public static ValueKind<ActivityItem> Item { get; } = new("an activity item", (JsonElement element, out ActivityItem value) =>
    {
        var o = new ObjectReader(element);
        value = new()
        {
            Timestamp = o.Required("timestamp", LooseValues.Text),
            Type = o.Or("type", LooseValues.Text, ActivityTypes.ActivityUpdate),
            Agent = o.Or("agent", LooseValues.Text, ActivityTypes.System),
            Message = o.Or("message", LooseValues.Text, ""),
        };
        return o.Problem;
    });

    public static ValueKind<ImmutableArray<Agent>> Agents { get; } = Agent.List("a list of agents");

    public static ValueKind<ImmutableArray<FleetTask>> Tasks { get; } = Task.List("a list of tasks");

    public static ValueKind<ImmutableArray<ActivityItem>> Activity { get; } = Item.List("a list of activity items");

    public static ValueKind<ProjectProgress?> ProgressOrNull { get; } = new("progress or null", (JsonElement element, out ProjectProgress? value) =>
    {
        value = null;
        if (element.ValueKind is JsonValueKind.Null) return null;
        var o = new ObjectReader(element);
        value = ProgressFrom(o);
        return o.Problem;
    });

    public static ValueKind<FleetState> State { get; } = new("a fleet state", (JsonElement element, out FleetState value) =>
    {
        var o = new ObjectReader(element);
        var agents = o.Required("agents", Agents);
        var tasks = o.Required("tasks", Tasks);
        value = FleetState.Empty with
        {
            Activity = o.Required("activity", Activity),
            Progress = o.Or("projectProgress", ProgressOrNull, null),
            Connected = o.Or("wsConnected", Values.Flag, false),
            LastSync = o.Or("lastSyncTimestamp", LooseValues.Stamp, 0),
        };
        if (o.Problem is null) value = value.Holding(agents, tasks, []);
        return o.Problem;
    });

    public static ProjectProgress ProgressFrom(ObjectReader o) =>
        new(o.Required("completed_tasks", LooseValues.Count), o.Required("total_tasks", LooseValues.Count), o.Or("percentage", LooseValues.Number, 0));

    public static long Timestamp(ObjectReader o) => o.Or("timestamp", LooseValues.Stamp, 0);

    private static AgentPatch PatchFrom(ObjectReader o) => new()
    {
        Type = o.Optional("type", LooseValues.Text),
        Status = o.Optional("status", LooseValues.AgentStatus),
        Provider = o.Optional("provider", LooseValues.Text),
        Maturity = o.Optional("maturity", LooseValues.Maturity),
        CurrentTask = o.Optional("current_task", CurrentTask),
        Blocker = o.Optional("blocker", LooseValues.TextOrNull),
        Progress = o.Optional("progress", LooseValues.NumberOrNull),
        ContextTokens = o.Optional("context_tokens", LooseValues.Count),
        TasksCompleted = o.Optional("tasks_completed", LooseValues.Count),
    };
}
