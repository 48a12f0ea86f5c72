using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;

namespace Cadre.Fleet;

/// <summary>Reads the data of events.</summary>
internal static class EventReader
{
    private static readonly FrozenDictionary<string, Shape> Shapes = new Dictionary<string, Shape>
    {
        [EventTypes.AgentCreated] = new(["agent"], o => new AgentCreated(o.Required("agent", AgentJson.Kind))),
        [EventTypes.AgentsLoaded] = new(["agents"], o => new AgentsLoaded(Agents(o))),
        [EventTypes.AgentUpdated] = new(["agentId", "changes", "timestamp"], o =>
            new AgentUpdated(AgentId(o), o.Required("changes", AgentJson.PatchKind), Timestamp(o))),
        [EventTypes.AgentRetired] = new(["agentId", "timestamp"], o => new AgentRetired(AgentId(o), Timestamp(o))),
        [EventTypes.TaskCreated] = new(["task"], o => new TaskCreated(o.Required("task", TaskJson.Kind))),
        [EventTypes.TaskUpdated] = new(["taskId", "changes", "timestamp"], o =>
            new TaskUpdated(TaskId(o), o.Required("changes", TaskJson.PatchKind), Timestamp(o))),
        [EventTypes.TaskAssigned] = new(["taskId", "agentId", "title", "timestamp"], o =>
            new TaskAssigned(TaskId(o), AgentId(o), o.Or("title", Values.TextOrNull, null), Timestamp(o))),
        [EventTypes.TaskStatusChanged] = new(["taskId", "status", "progress", "timestamp"], o =>
            new TaskStatusChanged(TaskId(o), o.Required("status", Values.TaskStatus), Progress(o), Timestamp(o))),
        [EventTypes.TaskBlocked] = new(["taskId", "blockedBy", "timestamp"], o => new TaskBlocked(TaskId(o), BlockedBy(o), Timestamp(o))),
        [EventTypes.TaskUnblocked] = new(["taskId", "timestamp"], o => new TaskUnblocked(TaskId(o), Timestamp(o))),
        [EventTypes.ActivityAdded] = new(ActivityJson.Members, o => new ActivityAdded(ActivityJson.From(o))),
        [EventTypes.ProgressUpdated] = new(ProgressJson.Members, o => new ProgressUpdated(ProgressJson.From(o))),
        [EventTypes.ClaimAcquired] = new(["claim"], o => new ClaimAcquired(o.Required("claim", ClaimJson.Kind))),
        [EventTypes.ClaimRenewed] = new(["claimId", "expiresAt", "timestamp"], o =>
            new ClaimRenewed(ClaimId(o), o.Required("expiresAt", Values.Stamp), Timestamp(o))),
        [EventTypes.ClaimReleased] = new(["claimId", "reason", "timestamp"], o =>
            new ClaimReleased(ClaimId(o), o.Or("reason", Values.ReleaseReason, ClaimReleaseReason.Released), Timestamp(o))),
        [EventTypes.FleetResynced] = new(["agents", "tasks", "activity", "timestamp"], o =>
            new FleetResynced(Agents(o), Tasks(o), Activity(o), Timestamp(o))),
        [EventTypes.ConnectionChanged] = new(["connected"], o => new ConnectionChanged(o.Required("connected", Values.Flag))),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static FleetProblem? Read(string type, JsonElement data, out FleetEvent value)
    {
        value = null!;
        if (!Shapes.TryGetValue(type, out var shape)) return UnknownType(type);
        var o = new ObjectReader(data);
        value = shape.Read(o);
        o.RefuseOthers(shape.Members);
        return o.Problem;
    }

    private static AgentId AgentId(ObjectReader o) => o.Required("agentId", Values.AgentId);

    private static TaskId TaskId(ObjectReader o) => o.Required("taskId", Values.TaskId);

    private static ClaimId ClaimId(ObjectReader o) => o.Required("claimId", Values.ClaimId);

    private static double? Progress(ObjectReader o) => o.Or("progress", Values.PercentOrNull, null);

    private static long Timestamp(ObjectReader o) => o.Or("timestamp", Values.Stamp, 0);

    private static ImmutableArray<TaskId> BlockedBy(ObjectReader o) =>
        o.Required("blockedBy", Values.TaskIds);

    private static ImmutableArray<Agent> Agents(ObjectReader o) => o.Required("agents", AgentJson.ListKind);

    private static ImmutableArray<FleetTask> Tasks(ObjectReader o) => o.Required("tasks", TaskJson.ListKind);

    private static ImmutableArray<ActivityItem> Activity(ObjectReader o) =>
        o.Required("activity", ActivityJson.ListKind);

    private static FleetProblem UnknownType(string type) =>
        new(ProblemCodes.InvalidValue, $"expected one of {string.Join(", ", EventTypes.All)}, got \"{type}\"")
        {
            Pointer = "/type",
            Value = type,
            Allowed = EventTypes.All,
            DidYouMean = Nearest.To(type, EventTypes.All),
        };

    private sealed record Shape(ImmutableArray<string> Members, Func<ObjectReader, FleetEvent> Read);
}
