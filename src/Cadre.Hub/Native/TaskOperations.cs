using Cadre.Fleet;
using Cadre.Hub.OpenApi;
using Cadre.Hub.Problems;
using Microsoft.OpenApi;

namespace Cadre.Hub.Native;

/// <summary>What the native API offers for tasks.</summary>
internal static class TaskOperations
{
    private const string Tag = "Tasks";
    private const string Collection = "/api/workspaces/{ws}/tasks";
    private const string One = Collection + "/{id}";

    private static readonly Parameter Id = new("id", ParameterLocation.Path, "The task's number.", Shapes.Whole("Task id.", 1, TaskId.MaxValue), Required: true);

    public static Operation List { get; } = new("listTasks", "GET", Collection, "Lists tasks")
    {
        Tag = Tag,
        Parameters =
        [
            NativeShapes.Workspace,
            new("status", ParameterLocation.Query, "Only tasks with this status.", Shapes.Choice("A status.", WireNames.TaskStatuses)),
            new("agent", ParameterLocation.Query, "Only tasks that this agent holds.", Shapes.Text("An agent's id.")),
            .. Paging.Parameters,
        ],
        Answers = [Answer.Ok("The tasks in the order of their creation.", NativeShapes.Page("tasks", "Task"))],
    };

    public static Operation Get { get; } = new("getTask", "GET", One, "Gives one task")
    {
        Tag = Tag,
        HasETag = true,
        Parameters = [NativeShapes.Workspace, Id],
        Answers = [Answer.Ok("The task; the ETag is its version.", Shapes.Ref("Task"))],
    };

    public static Operation Create { get; } = new("createTask", "POST", Collection, "Creates a task")
    {
        Tag = Tag,
        HasETag = true,
        Description = "Without an id the task gets the next free one.",
        Parameters = [NativeShapes.Workspace, CommonParameters.IdempotencyKey],
        Body = RequestBody.Json(Shapes.Object("A new task.",
            ("id?", Shapes.Whole("Its number.", 1, TaskId.MaxValue)),
            ("title", Shapes.Text("What is to be done.")),
            ("blockedBy?", Shapes.ListOf("The tasks it waits for.", Shapes.Whole("Task id.", 1, TaskId.MaxValue))))),
        Answers = [Answer.Created("The task, version 1.", NativeShapes.Changed("Task"))],
        Problems = [ProblemKinds.UnknownMember, ProblemKinds.AlreadyExists, ProblemKinds.LimitReached, ProblemKinds.IdempotencyMismatch, ProblemKinds.StoreUnavailable],
    };

    public static Operation Update { get; } = Change("updateTask", "PATCH", One, "Changes title, status or progress of a task",
        "Completing a task frees its agent and the tasks that waited for it alone.",
        Shapes.Object("What to change.",
            ("title?", Shapes.Text("What is to be done.")),
            ("status?", Shapes.Choice("Where it stands.", WireNames.TaskStatuses)),
            ("progress?", Shapes.Number("Percent, or null for none.", 0, 100))));

    public static Operation Assign { get; } = Change("assignTask", "POST", One + "/assign", "Gives a task to an agent",
        "The task is in progress then and the agent runs; both hold nothing else of the kind.",
        Shapes.Object("Who takes it.", ("agentId", Shapes.Text("The agent's id.", AgentId.MaxLength))));

    public static Operation Block { get; } = Change("blockTask", "POST", One + "/block", "Makes a task wait for others",
        "Replaces what it waited for before.",
        Shapes.Object("What it waits for.", ("blockedBy", Shapes.ListOf("The tasks.", Shapes.Whole("Task id.", 1, TaskId.MaxValue)))));

    public static Operation Unblock { get; } = Change("unblockTask", "POST", One + "/unblock", "Makes a task wait no longer",
        "The body may be left out.", Shapes.Object("Nothing."), bodyRequired: false);

    private static Operation Change(string id, string method, string pattern, string summary, string description, IOpenApiSchema body, bool bodyRequired = true) =>
        new(id, method, pattern, summary)
        {
            Tag = Tag,
            HasETag = true,
            Description = description,
            Parameters = [NativeShapes.Workspace, Id, CommonParameters.IfMatch, CommonParameters.IdempotencyKey],
            Body = RequestBody.Json(body, bodyRequired),
            Answers = [Answer.Ok("The task after the change.", NativeShapes.Changed("Task"))],
            Problems =
            [
                ProblemKinds.UnknownMember, ProblemKinds.InvalidTransition, ProblemKinds.VersionMismatch,
                ProblemKinds.IdempotencyMismatch, ProblemKinds.StoreUnavailable,
            ],
        };
}
