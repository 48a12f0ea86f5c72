using Cadre.Fleet;
using Cadre.Hub.OpenApi;
using Cadre.Hub.Problems;
using Microsoft.OpenApi;

namespace Cadre.Hub.Projects;

/// <summary>What the fleet contract offers.</summary>
internal static class ProjectOperations
{
    private const string Tag = "Fleet contract";

    private static readonly Parameter Project = new(
        "project", ParameterLocation.Path, "The number of the workspace; `default` is 1.", Shapes.Whole("Project id.", 1), Required: true);

    public static Operation Agents { get; } = Read("listProjectAgents", "/api/projects/{project}/agents", "Lists the agents of a project",
        Shapes.Object("Agents.",
            ("agents", Shapes.ListOf("In the order they joined.", Shapes.Ref("ProjectAgent"))),
            ("cursor", Shapes.Text("Where the list stands."))));

    public static Operation Tasks { get; } = Read("listProjectTasks", "/api/projects/{project}/tasks", "Lists the tasks of a project",
        Shapes.Object("Tasks.",
            ("tasks", Shapes.ListOf("The newest `limit` tasks, in the order they were created.", Shapes.Ref("ProjectTask"))),
            ("total", Shapes.Whole("How many tasks there are in all.", 0)),
            ("cursor", Shapes.Text("Where the list stands."))),
        new Parameter("limit", ParameterLocation.Query, "How many tasks to give, 100 by default.", Shapes.Whole("1 to 1,000.", 1, ProjectEndpoints.MostTasks)),
        new Parameter("status", ParameterLocation.Query, "Only tasks with this status.", Shapes.Choice("A status.", WireNames.TaskStatuses)));

    public static Operation Activity { get; } = Read("listProjectActivity", "/api/projects/{project}/activity", "Lists what happened last in a project",
        Shapes.Object("Activity.",
            ("activity", Shapes.ListOf("Newest first.", Shapes.Ref("ProjectActivity"))),
            ("cursor", Shapes.Text("Where the list stands."))),
        new Parameter("limit", ParameterLocation.Query, "How many items to give, 50 by default.", Shapes.Whole("1 to 50.", 1, FleetState.MaxActivity)));

    public static Operation Progress { get; } = Read("getProjectProgress", "/api/projects/{project}/progress", "Tells how far a project is",
        Shapes.Ref("ProjectProgress"));

    public static Operation Messages { get; } = new("postProjectMessages", "POST", "/api/projects/{project}/messages", "Takes flat messages")
    {
        Tag = Tag,
        Description = "One message, an array of messages, or one message a line. Every message is decided by itself; the answer tells what became of each.",
        Parameters = [Project, CommonParameters.IdempotencyKey],
        Body = new RequestBody(["application/json", "application/x-ndjson"], Shapes.Free("A flat message."), IsBatch: true),
        Answers = [Answer.Ok("What became of the messages.", Shapes.Ref("BatchResult"))],
        Problems = [ProblemKinds.NotFound, ProblemKinds.IdempotencyMismatch, ProblemKinds.StoreUnavailable],
    };

    public static Operation Socket { get; } = new("projectSocket", "GET", "/ws", "Follows projects and takes flat messages over a WebSocket")
    {
        Tag = Tag,
        IsStream = true,
        AllowsUnknownQuery = true,
        Description = "Send subscribe, unsubscribe, ping or flat messages; receive flat messages, acknowledgements and heartbeats.",
        Answers = [new Answer(101, "The WebSocket.", null, null)],
        Problems = [ProblemKinds.UpgradeRequired],
    };

    private static Operation Read(string id, string pattern, string summary, IOpenApiSchema answer, params Parameter[] parameters) => new(id, "GET", pattern, summary)
    {
        Tag = Tag,
        AllowsUnknownQuery = true,
        Parameters = [Project, .. parameters],
        Answers = [Answer.Ok("The state now.", answer)],
        Problems = [ProblemKinds.NotFound],
    };
}
