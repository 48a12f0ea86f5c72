using Cadre.Fleet;
using Cadre.Hub.OpenApi;
using Cadre.Hub.Problems;
using Microsoft.OpenApi;

namespace Cadre.Hub.Native;

/// <summary>What the native API offers for claims.</summary>
internal static class ClaimOperations
{
    private const string Tag = "Claims";
    private const string Collection = "/api/workspaces/{ws}/claims";
    private const string One = Collection + "/{id}";

    private static readonly Parameter Id = new("id", ParameterLocation.Path, "The claim's id.", Shapes.Text("Claim id."), Required: true);
    private static readonly IOpenApiSchema Ttl = Shapes.Whole("How long it lasts without renewal, in seconds; 900 if absent.", 1, 86_400);

    public static Operation List { get; } = new("listClaims", "GET", Collection, "Lists the claims that are held")
    {
        Tag = Tag,
        Parameters = [NativeShapes.Workspace, .. Paging.Parameters],
        Answers = [Answer.Ok("The claims in the order they were acquired.", NativeShapes.Page("claims", "Claim"))],
    };

    public static Operation Acquire { get; } = new("acquireClaim", "POST", Collection, "Claims a resource for an agent")
    {
        Tag = Tag,
        HasETag = true,
        Description = "Refused with `conflict` while another agent holds an overlapping claim, unless both share; `holders` says who and until when.",
        Parameters = [NativeShapes.Workspace, CommonParameters.IdempotencyKey],
        Body = RequestBody.Json(Shapes.Object("The claim.",
            ("agentId", Shapes.Text("Who holds it.", AgentId.MaxLength)),
            ("resource", Shapes.Text("`kind:pattern`, such as `path:src/**` or `port:5432`.")),
            ("mode?", Shapes.Choice("Whether others may hold it too; exclusive if absent.", WireNames.ClaimModes)),
            ("ttlSeconds?", Ttl),
            ("note?", Shapes.Text("What for.")))),
        Answers =
        [
            Answer.Created("The claim.", NativeShapes.Changed("Claim")),
            Answer.Ok("The claim that the agent held already, renewed.", NativeShapes.Changed("Claim")),
        ],
        Problems = [ProblemKinds.UnknownMember, ProblemKinds.Conflict, ProblemKinds.LimitReached, ProblemKinds.IdempotencyMismatch, ProblemKinds.StoreUnavailable],
    };

    public static Operation Renew { get; } = new("renewClaim", "POST", One + "/renew", "Makes a claim last longer")
    {
        Tag = Tag,
        HasETag = true,
        Description = "It lasts from now on; the body may be left out.",
        Parameters = [NativeShapes.Workspace, Id, CommonParameters.IfMatch, CommonParameters.IdempotencyKey],
        Body = RequestBody.Json(Shapes.Object("For how long.", ("ttlSeconds?", Ttl)), required: false),
        Answers = [Answer.Ok("The claim.", NativeShapes.Changed("Claim"))],
        Problems = [ProblemKinds.UnknownMember, ProblemKinds.VersionMismatch, ProblemKinds.IdempotencyMismatch, ProblemKinds.StoreUnavailable],
    };

    public static Operation Release { get; } = new("releaseClaim", "DELETE", One, "Releases a claim")
    {
        Tag = Tag,
        Description = "With the role agent: the claims of the agent that the token is named after, and of those below it.",
        Parameters = [NativeShapes.Workspace, Id, CommonParameters.IfMatch, CommonParameters.IdempotencyKey],
        Answers = [Answer.Ok("It is free.", NativeShapes.Done())],
        Problems = [ProblemKinds.VersionMismatch, ProblemKinds.IdempotencyMismatch, ProblemKinds.StoreUnavailable],
    };
}
