using Cadre.Fleet;
using Cadre.Hub.OpenApi;
using Cadre.Hub.Problems;
using Microsoft.OpenApi;

namespace Cadre.Hub.Executive;

/// <summary>What the executive contract offers.</summary>
internal static class ExecutiveOperations
{
    private const string Tag = "Executive contract";

    private static readonly Parameter Id = new("id", ParameterLocation.Path, "The agent's id; a slash in it as %2F.", Shapes.Text("Agent id."), Required: true);

    public static Operation List { get; } = new("listExecutiveAgents", "GET", "/api/agents", "Lists the agents of the workspace default")
    {
        Tag = Tag,
        AllowsUnknownQuery = true,
        Answers = [Answer.Ok("The agents in the order they joined.", Shapes.Object("Agents.",
            ("items", Shapes.ListOf("The agents.", Shapes.Ref("ExecutiveAgent")))))],
    };

    public static Operation Get { get; } = new("getExecutiveAgent", "GET", "/api/agents/{id}", "Gives one agent")
    {
        Tag = Tag,
        HasETag = true,
        AllowsUnknownQuery = true,
        Parameters = [Id],
        Answers = [Answer.Ok("The agent; the ETag is its version.", Shapes.Ref("ExecutiveAgent"))],
        Problems = [ProblemKinds.NotFound],
    };

    public static Operation Update { get; } = new("updateExecutiveAgent", "POST", "/api/agents/{id}", "Merges members into an agent")
    {
        Tag = Tag,
        HasETag = true,
        AllowsUnknownQuery = true,
        Description = "Top-level members replace those of the agent. The members id, version and updatedAt are ignored: the hub sets them. The answer means that the change is durable.",
        Parameters = [Id, CommonParameters.IfMatch, CommonParameters.IdempotencyKey],
        Body = RequestBody.Json(Shapes.Object("The members to replace.",
            ("status?", Shapes.Choice("What the agent does.", WireNames.AgentStatuses)),
            ("riskScore?", Shapes.Number("How likely it is to fail others.", 0, 100)),
            ("blockedTasks?", Shapes.ListOf("What it cannot go on with.", Shapes.Text("A task."))),
            ("dependencies?", Shapes.ListOf("What it waits for.", Shapes.Text("An agent or an output."))),
            ("delayedOutputs?", Shapes.ListOf("What it delivers late.", Shapes.Text("An output."))),
            ("meta?", Shapes.Free("Anything; kept as it is.")))),
        Answers = [Answer.Ok("The agent after the change.", Shapes.Object("Done.",
            ("ok", Shapes.Flag("Always true.")),
            ("state", Shapes.Ref("ExecutiveAgent"))))],
        Problems = [ProblemKinds.NotFound, ProblemKinds.InvalidValue, ProblemKinds.UnknownMember, ProblemKinds.VersionMismatch, ProblemKinds.IdempotencyMismatch, ProblemKinds.StoreUnavailable],
    };

    public static Operation Stream { get; } = new("streamExecutiveAgents", "GET", "/api/agents/events/stream", "Streams every change of an agent")
    {
        Tag = Tag,
        AllowsUnknownQuery = true,
        IsStream = true,
        Description = "Server-sent events `agent:update` with the whole agent as data and the cursor as id. A reconnect with Last-Event-ID goes on where it stopped.",
        Parameters = [CommonParameters.After, CommonParameters.LastEventId],
        Answers = [new Answer(200, "The stream; it stays open.", Shapes.Text("Server-sent events."), "text/event-stream")],
        Problems = [ProblemKinds.BadCursor],
    };

    public static Operation Predictions { get; } = new("getExecutivePredictions", "GET", "/api/conflicts/predictions", "Predicts the conflicts of the workspace default")
    {
        Tag = Tag,
        AllowsUnknownQuery = true,
        Answers = [Answer.Ok("The predictions, highest risk first.", Shapes.Object("Predictions.",
            ("items", Shapes.ListOf("The predictions.", Shapes.Ref("Prediction"))),
            ("cursor", Shapes.Text("Where the state they are made from stands."))))],
    };
}
