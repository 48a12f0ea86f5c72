using Cadre.Fleet;
using Microsoft.OpenApi;

namespace Cadre.Hub.OpenApi.Schemas;

/// <summary>Tasks, activity, progress, claims, and the state they make up, in the native contract.</summary>
internal static class FleetSchemas
{
    public static OpenApiSchema Task { get; } = Shapes.Object("A unit of work.",
        ("id", TaskNumber()),
        ("title", Shapes.Text("What is to be done.")),
        ("status", Shapes.Choice("Where it stands.", WireNames.TaskStatuses)),
        ("agentId?", Shapes.Text("Who holds or held it.")),
        ("blockedBy?", Shapes.ListOf("The tasks it waits for.", TaskNumber())),
        ("progress?", Shapes.Number("Percent.", 0, 100)),
        ("timestamp", Shapes.Time("When the newest fact about it happened; never decreases.")),
        ("version", Shapes.Whole("1 when created, +1 with every write.", 1)));

    public static OpenApiSchema Activity { get; } = Shapes.Object("Something that happened.",
        ("timestamp", Shapes.Text("When, ISO 8601.")),
        ("type", Shapes.Text("Its kind.")),
        ("agent", Shapes.Text("Who did it.")),
        ("message", Shapes.Text("What was done.")),
        ("detail?", Shapes.Free("Anything more.")));

    public static OpenApiSchema Progress { get; } = Shapes.OrNull(Shapes.Object("How far the whole is.",
        ("completedTasks", Shapes.Whole("Tasks that are completed.", 0)),
        ("totalTasks", Shapes.Whole("All tasks.", 0)),
        ("percentage", Shapes.Number("Completed of all, not rounded.", 0, 100))));

    public static OpenApiSchema Claim { get; } = Shapes.Object("An agent's lease on a resource.",
        ("id", Shapes.Text("Its name.")),
        ("agentId", Shapes.Text("Who holds it.")),
        ("resource", Shapes.Text("`kind:pattern`, such as `path:src/**` or `port:5432`.")),
        ("mode", Shapes.Choice("Whether others may hold it too.", WireNames.ClaimModes)),
        ("acquiredAt", Shapes.Time("Since when.")),
        ("expiresAt", Shapes.Time("Until when, unless it is renewed.")),
        ("note?", Shapes.Text("What for.")),
        ("version", Shapes.Whole("+1 with every write.", 1)));

    public static OpenApiSchema State { get; } = Shapes.Object("Everything a workspace holds.",
        ("agents", Shapes.ListOf("In the order they joined.", Shapes.Ref("Agent"))),
        ("tasks", Shapes.ListOf("In the order of their creation.", Shapes.Ref("Task"))),
        ("activity", Shapes.ListOf("The newest, newest first.", Shapes.Ref("Activity"))),
        ("progress", Shapes.Ref("Progress")),
        ("claims", Shapes.ListOf("In the order they were acquired.", Shapes.Ref("Claim"))));

    public static OpenApiSchema Workspace { get; } = Shapes.Object("One fleet with its own log.",
        ("id", Shapes.Text("Its name.")),
        ("projectId", Shapes.Whole("The number by which the fleet contract knows it.", 1)),
        ("cursor", Shapes.Text("Where its log stands.")),
        ("agents", Shapes.Whole("How many agents.", 0)),
        ("tasks", Shapes.Whole("How many tasks.", 0)),
        ("events", Shapes.Whole("How many events since its beginning.", 0)),
        ("template", Shapes.Text("What it began with.")));

    public static OpenApiSchema WorkGraph { get; } = Shapes.Object("Tasks and agents as a graph of who waits for whom.",
        ("nodes", Shapes.ListOf("Tasks and agents.", Shapes.Object("A node.",
            ("id", Shapes.Text("`task:1` or `agent:x`.")),
            ("kind", Shapes.Choice("What it is.", "task", "agent")),
            ("title", Shapes.Text("The task's title, the agent's id.")),
            ("status", Shapes.Text("Its status."))))),
        ("edges", Shapes.ListOf("How they hang together.", Shapes.Object("An edge.",
            ("from", Shapes.Text("The node that waits or holds.")),
            ("to", Shapes.Text("The node it waits for or holds.")),
            ("kind", Shapes.Choice("How.", "blocked_by", "assigned", "waits_for"))))),
        ("cycles", Shapes.ListOf("Circles of nodes that wait for each other.", Shapes.ListOf("One circle.", Shapes.Text("A node's id.")))),
        ("ready", Shapes.ListOf("Pending tasks that nothing blocks.", TaskNumber())),
        ("longestChain", Shapes.ListOf("The longest chain of unfinished tasks, each waiting for the one before it.", TaskNumber())),
        ("cursor", Shapes.Text("Where the state it is made from stands.")));

    public static OpenApiSchema Prediction { get; } = Shapes.Object("A conflict that exists or may happen.",
        ("id", Shapes.Text("Names the conflict from one prediction to the next.")),
        ("kind", Shapes.Text("What kind of conflict, such as `wait-for-cycle`.")),
        ("summary", Shapes.Text("One sentence.")),
        ("agents", Shapes.ListOf("The agents it concerns, the causing ones first.", Shapes.Text("An agent's id."))),
        ("tasks", Shapes.ListOf("The tasks it concerns.", TaskNumber())),
        ("risk", Shapes.Number("How bad it is.", 0, 1)),
        ("severity", Shapes.Choice("The risk as a word.", "low", "medium", "high", "critical")),
        ("reasons", Shapes.ListOf("What was observed.", Shapes.Text("A reason."))),
        ("rootCauses", Shapes.ListOf("Where it comes from: `agent:x` or `task:1`.", Shapes.Text("A node's id."))),
        ("suggestedActions", Shapes.ListOf("What somebody can do about it.", Shapes.Object("A request to make.",
            ("action", Shapes.Text("A word for programs.")),
            ("label", Shapes.Text("Words for people.")),
            ("method", Shapes.Text("The HTTP method.")),
            ("path", Shapes.Text("The path below the workspace.")),
            ("agentId?", Shapes.Text("The agent to act on.")),
            ("taskId?", TaskNumber()),
            ("body?", Shapes.Free("The body of the request."))))));

    public static OpenApiSchema TaskNumber() => Shapes.Whole("A task's number.", 1, TaskId.MaxValue);
}
