using Cadre.Fleet;
using Cadre.Hub.OpenApi;
using Cadre.Hub.Problems;
using Microsoft.OpenApi;

namespace Cadre.Hub.Native;

/// <summary>What the native API offers for agents.</summary>
internal static class AgentOperations
{
    private const string Tag = "Agents";
    private const string Collection = "/api/workspaces/{ws}/agents";
    private const string One = Collection + "/{id}";

    private static readonly Parameter Id = new("id", ParameterLocation.Path, "The agent's id; a slash in it as %2F.", Shapes.Text("Agent id."), Required: true);

    public static Operation List { get; } = new("listAgents", "GET", Collection, "Lists agents")
    {
        Tag = Tag,
        Parameters =
        [
            NativeShapes.Workspace,
            new("status", ParameterLocation.Query, "Only agents with this status.", Shapes.Choice("A status.", WireNames.AgentStatuses)),
            new("type", ParameterLocation.Query, "Only agents of this type.", Shapes.Text("A type.")),
            .. Paging.Parameters,
        ],
        Answers = [Answer.Ok("The agents in the order they joined.", NativeShapes.Page("agents", "Agent"))],
    };

    public static Operation Get { get; } = new("getAgent", "GET", One, "Gives one agent")
    {
        Tag = Tag,
        HasETag = true,
        Parameters = [NativeShapes.Workspace, Id],
        Answers = [Answer.Ok("The agent; the ETag is its version.", Shapes.Ref("Agent"))],
    };

    public static Operation Create { get; } = new("createAgent", "POST", Collection, "Creates an agent")
    {
        Tag = Tag,
        HasETag = true,
        Description = "Only the id is needed. With the role agent: the agent that the token is named after, or one below it.",
        Parameters = [NativeShapes.Workspace, CommonParameters.IdempotencyKey],
        Body = RequestBody.Json(Shapes.Ref("AgentCreation")),
        Answers = [Answer.Created("The agent, version 1.", NativeShapes.Changed("Agent"))],
        Problems = [ProblemKinds.UnknownMember, ProblemKinds.AlreadyExists, ProblemKinds.LimitReached, ProblemKinds.IdempotencyMismatch, ProblemKinds.StoreUnavailable],
    };

    public static Operation Update { get; } = new("updateAgent", "PATCH", One, "Merges members into an agent")
    {
        Tag = Tag,
        HasETag = true,
        Description = "Members that are given replace those of the agent; null clears one that may be absent. The members id, version and timestamp are ignored: the hub sets them.",
        Parameters = [NativeShapes.Workspace, Id, CommonParameters.IfMatch, CommonParameters.IdempotencyKey],
        Body = RequestBody.Json(Shapes.Ref("AgentChanges")),
        Answers = [Answer.Ok("The agent after the change.", NativeShapes.Changed("Agent"))],
        Problems = [ProblemKinds.UnknownMember, ProblemKinds.VersionMismatch, ProblemKinds.IdempotencyMismatch, ProblemKinds.StoreUnavailable],
    };

    public static Operation Retire { get; } = new("retireAgent", "DELETE", One, "Retires an agent")
    {
        Tag = Tag,
        Description = "Its current task becomes free and its claims end. With the role agent: the agent that the token is named after, or one below it.",
        Parameters = [NativeShapes.Workspace, Id, CommonParameters.IfMatch, CommonParameters.IdempotencyKey],
        Answers = [Answer.Ok("It has left.", NativeShapes.Done())],
        Problems = [ProblemKinds.VersionMismatch, ProblemKinds.IdempotencyMismatch, ProblemKinds.StoreUnavailable],
    };
}
