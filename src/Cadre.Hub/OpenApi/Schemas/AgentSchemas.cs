using Cadre.Fleet;
using Microsoft.OpenApi;

namespace Cadre.Hub.OpenApi.Schemas;

/// <summary>Agents in the native and the executive contract.</summary>
internal static class AgentSchemas
{
    private static readonly (string Name, IOpenApiSchema Schema)[] Reported =
    [
        ("type", Shapes.Text("What kind of agent: an open word such as `backend-worker`.")),
        ("status", Shapes.Choice("What it does.", WireNames.AgentStatuses)),
        ("provider", Shapes.Text("Who runs the model.")),
        ("maturity", Shapes.Choice("How much it decides on its own.", WireNames.Maturities)),
        ("currentTask?", Shapes.Object("What it works on.", ("id", Shapes.Whole("Task id.", 0, TaskId.MaxValue)), ("title", Shapes.Text("Its title.")))),
        ("blocker?", Shapes.Text("What it waits for, or the text of its error.")),
        ("progress?", Shapes.Number("Progress of the current work in percent.", 0, 100)),
        ("contextTokens", Shapes.Whole("Tokens in use of the model's context window.", 0)),
        ("tasksCompleted", Shapes.Whole("Tasks it says it has completed.", 0)),
        ("riskScore", Shapes.Number("Reported risk, 0 (none) to 100.", 0, 100)),
        ("blockedTasks", Shapes.ListOf("Its work that is held up, in its own words.", Shapes.Text("A task."))),
        ("dependencies", Shapes.ListOf("What it waits for.", Shapes.Text("An agent's id or an output."))),
        ("delayedOutputs", Shapes.ListOf("Its outputs that are late.", Shapes.Text("An output."))),
        ("meta?", Shapes.Free("Anything; kept as it was sent.")),
    ];

    private static readonly (string Name, IOpenApiSchema Schema) Id = ("id", Shapes.Text("Its name, unique in the workspace.", AgentId.MaxLength));

    public static OpenApiSchema Agent { get; } = Shapes.Object("An agent.", [
        Id,
        .. Reported,
        ("timestamp", Shapes.Time("When the newest fact about it happened; never decreases.")),
        ("version", Shapes.Whole("1 when created, +1 with every write.", 1))]);

    public static OpenApiSchema Creation { get; } = Shapes.Object("A new agent; all but the id may be absent.", [
        Id,
        .. Optional(nullable: false),
        ("timestamp?", Shapes.Time("When it joined; now if absent.")),
        ("version?", Shapes.Whole("Ignored.", 0))]);

    public static OpenApiSchema Changes { get; } = Shapes.Object("The members of an agent to replace; null clears one that may be absent.", [
        .. Optional(nullable: true),
        ("id?", Shapes.Text("Ignored.")),
        ("timestamp?", Shapes.Time("Ignored.")),
        ("version?", Shapes.Whole("Ignored.", 0))]);

    public static OpenApiSchema Executive { get; } = Shapes.Object("An agent of the executive contract.",
        Id,
        ("status", Shapes.Choice("What it does.", WireNames.AgentStatuses)),
        ("riskScore", Shapes.Number("Reported risk, 0 (none) to 100.", 0, 100)),
        ("blockedTasks", Shapes.ListOf("Its work that is held up.", Shapes.Text("A task."))),
        ("dependencies", Shapes.ListOf("What it waits for.", Shapes.Text("An agent's id or an output."))),
        ("delayedOutputs", Shapes.ListOf("Its outputs that are late.", Shapes.Text("An output."))),
        ("meta?", Shapes.Free("Anything; kept as it was sent.")),
        ("updatedAt", Shapes.Time("When it was last written.")),
        ("version", Shapes.Whole("+1 with every write.", 1)));

    private static IEnumerable<(string Name, IOpenApiSchema Schema)> Optional(bool nullable) => Reported.Select(member =>
        (member.Name.TrimEnd('?') + "?", nullable && member.Name.EndsWith('?') ? Shapes.OrNull(member.Schema) : member.Schema));
}
