using Cadre.Fleet;
using Microsoft.OpenApi;

namespace Cadre.Hub.OpenApi.Schemas;

/// <summary>Events going out and coming in.</summary>
internal static class EventSchemas
{
    private static readonly (string, IOpenApiSchema) AgentId = ("agentId", Shapes.Text("Which agent."));
    private static readonly (string, IOpenApiSchema) TaskId = ("taskId", FleetSchemas.TaskNumber());
    private static readonly (string, IOpenApiSchema) ClaimId = ("claimId", Shapes.Text("Which claim."));
    private static readonly (string, IOpenApiSchema) Timestamp = ("timestamp", Shapes.Time("When it happened."));

    private static readonly Dictionary<string, OpenApiSchema> Data = new()
    {
        [EventTypes.AgentCreated] = Shapes.Object("An agent joined or was replaced.", ("agent", Shapes.Ref("Agent"))),
        [EventTypes.AgentsLoaded] = Shapes.Object("All agents were replaced.", ("agents", Shapes.ListOf("All agents.", Shapes.Ref("Agent")))),
        [EventTypes.AgentUpdated] = Shapes.Object("Members of an agent changed.", AgentId, ("changes", Shapes.Ref("AgentChanges")), Timestamp),
        [EventTypes.AgentRetired] = Shapes.Object("An agent left.", AgentId, Timestamp),
        [EventTypes.TaskCreated] = Shapes.Object("A task came into being.", ("task", Shapes.Ref("Task"))),
        [EventTypes.TaskUpdated] = Shapes.Object("A task's title changed.", TaskId,
            ("changes", Shapes.Object("What changed.", ("title?", Shapes.Text("Its title.")))), Timestamp),
        [EventTypes.TaskAssigned] = Shapes.Object("An agent took a task.", TaskId, AgentId, ("title?", Shapes.Text("What the agent shows for it.")), Timestamp),
        [EventTypes.TaskStatusChanged] = Shapes.Object("A task stands elsewhere.", TaskId,
            ("status", Shapes.Choice("Where.", WireNames.TaskStatuses)), ("progress?", Shapes.Number("Percent.", 0, 100)), Timestamp),
        [EventTypes.TaskBlocked] = Shapes.Object("A task waits for others.", TaskId, ("blockedBy", Shapes.ListOf("Which.", FleetSchemas.TaskNumber())), Timestamp),
        [EventTypes.TaskUnblocked] = Shapes.Object("A task waits no longer.", TaskId, Timestamp),
        [EventTypes.ActivityAdded] = FleetSchemas.Activity,
        [EventTypes.ProgressUpdated] = Shapes.Object("The progress was reported.",
            ("completedTasks", Shapes.Whole("Tasks that are completed.", 0)),
            ("totalTasks", Shapes.Whole("All tasks.", 0)),
            ("percentage", Shapes.Number("Completed of all.", 0, 100))),
        [EventTypes.ClaimAcquired] = Shapes.Object("An agent holds a resource.", ("claim", Shapes.Ref("Claim"))),
        [EventTypes.ClaimRenewed] = Shapes.Object("A claim lasts longer.", ClaimId, ("expiresAt", Shapes.Time("Until when.")), Timestamp),
        [EventTypes.ClaimReleased] = Shapes.Object("A claim ended.", ClaimId, ("reason", Shapes.Choice("Why.", WireNames.ReleaseReasons)), Timestamp),
        [EventTypes.FleetResynced] = Shapes.Object("Agents, tasks and activity were replaced by a full report.",
            ("agents", Shapes.ListOf("All agents.", Shapes.Ref("Agent"))),
            ("tasks", Shapes.ListOf("All tasks.", Shapes.Ref("Task"))),
            ("activity", Shapes.ListOf("Newest first.", Shapes.Ref("Activity"))),
            Timestamp),
    };

    public static IEnumerable<string> Types => Data.Keys;

    public static OpenApiSchema Event { get; } = Shapes.Object("A fact that the workspace accepted. The form of `data` depends on `type`.",
        ("cursor", Shapes.Text("Its place: `epoch:sequence`.")),
        ("sequence", Shapes.Whole("Its number, without gaps.", 1)),
        ("time", Shapes.Time("When it was accepted.")),
        ("type", Shapes.Choice("Its kind.", Types)),
        ("data", DataOf("What happened.")),
        ("actor?", Shapes.Text("The name of the token it came with.")));

    public static OpenApiSchema Incoming { get; } = Shapes.AnyOf("An event to take. Stamps and ids that may be absent are set by the hub.",
        Shapes.Object("Native: an event as the hub emits it; cursor, sequence and time are ignored.",
            ("type", Shapes.Choice("Its kind.", Types)),
            ("data", Shapes.Free("As in Event; the entities in it may leave out what has a default.")),
            ("cursor?", Shapes.Text("Ignored.")),
            ("sequence?", Shapes.Whole("Ignored.", 0)),
            ("time?", Shapes.Whole("Ignored.", 0)),
            ("actor?", Shapes.Text("Ignored."))),
        Shapes.Free("Fleet: a flat message such as `{\"type\":\"agent_status_changed\", …}`."),
        Shapes.ListOf("Several of either.", Shapes.Free("An event.")));

    public static OpenApiSchema BatchResult { get; } = Shapes.Object("What became of a batch.",
        ("accepted", Shapes.Whole("How many items wrote events.", 0)),
        ("ignored", Shapes.Whole("How many items changed nothing.", 0)),
        ("rejected", Shapes.Whole("How many items were refused.", 0)),
        ("cursor", Shapes.Text("Where the log stands after it.")),
        ("results", Shapes.ListOf("One for each item.", Shapes.Object("What became of an item.",
            ("index", Shapes.Whole("Its place in the batch, from 0.", 0)),
            ("result", Shapes.Choice("How it ended.", "accepted", "ignored", "rejected")),
            ("sequence?", Shapes.Whole("The number of its first event.", 1)),
            ("events?", Shapes.Whole("How many events it wrote.", 1)),
            ("reason?", Shapes.Text("Why it changed nothing.")),
            ("problem?", Shapes.Free("Why it was refused: the members of a Problem that tell of it."))))));

    private static OpenApiSchema DataOf(string description) => Shapes.AnyOf(
        description, [.. Data.Select(type => Shapes.Titled(type.Key, type.Value))]);
}
