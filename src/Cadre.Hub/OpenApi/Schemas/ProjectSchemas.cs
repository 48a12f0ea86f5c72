using Cadre.Fleet;
using Microsoft.OpenApi;

namespace Cadre.Hub.OpenApi.Schemas;

/// <summary>The entities of the fleet contract.</summary>
internal static class ProjectSchemas
{
    public static OpenApiSchema Agent { get; } = Shapes.Object("An agent of the fleet contract.",
        ("id", Shapes.Text("Its name.", AgentId.MaxLength)),
        ("type", Shapes.Text("What kind of agent.")),
        ("status", Shapes.Choice("What it does.", "idle", "working", "blocked")),
        ("provider", Shapes.Text("Who runs the model.")),
        ("maturity", Shapes.Choice("How much it decides on its own.", WireNames.Maturities)),
        ("current_task?", Shapes.Object("What it works on.", ("id", Shapes.Whole("Task id.", 0, TaskId.MaxValue)), ("title", Shapes.Text("Its title.")))),
        ("blocker?", Shapes.Text("What it waits for.")),
        ("progress?", Shapes.Number("Percent.", 0, 100)),
        ("context_tokens", Shapes.Whole("Tokens in use.", 0)),
        ("tasks_completed", Shapes.Whole("Tasks it says it has completed.", 0)),
        ("timestamp", Shapes.Time("When the newest fact about it happened.")));

    public static OpenApiSchema Task { get; } = Shapes.Object("A task of the fleet contract.",
        ("id", FleetSchemas.TaskNumber()),
        ("title", Shapes.Text("What is to be done.")),
        ("status", Shapes.Choice("Where it stands.", WireNames.TaskStatuses)),
        ("agent_id?", Shapes.Text("Who holds or held it.")),
        ("blocked_by?", Shapes.ListOf("The tasks it waits for.", FleetSchemas.TaskNumber())),
        ("progress?", Shapes.Number("Percent.", 0, 100)),
        ("timestamp", Shapes.Time("When the newest fact about it happened.")));

    public static OpenApiSchema Activity { get; } = Shapes.Object("Something that happened, in the fleet contract.",
        ("timestamp", Shapes.Text("When, ISO 8601.")),
        ("type", Shapes.Text("Its kind.")),
        ("agent", Shapes.Text("Who did it.")),
        ("message", Shapes.Text("What was done.")));

    public static OpenApiSchema Progress { get; } = Shapes.OrNull(Shapes.Object("How far the whole is, in the fleet contract.",
        ("completed_tasks", Shapes.Whole("Tasks that are completed.", 0)),
        ("total_tasks", Shapes.Whole("All tasks.", 0)),
        ("percentage", Shapes.Number("Completed of all.", 0, 100))));
}
