using System.Text.Json;
using Cadre.Hub.Limits;
using Cadre.Hub.OpenApi;
using Cadre.Hub.Problems;
using Cadre.Hub.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.OpenApi;

namespace Cadre.Hub.Access;

/// <summary>Lists, makes and revokes tokens.</summary>
internal static class TokenEndpoints
{
    private const string Tag = "Tokens";

    private static readonly Operation List = new("listTokens", "GET", "/api/tokens", "Lists tokens")
    {
        Tag = Tag,
        Description = "All tokens the caller may manage, revoked ones too. Secrets are not kept and never shown again.",
        Answers = [Answer.Ok("The tokens in the order of their creation.", Shapes.Object("Tokens.",
            ("items", Shapes.ListOf("The tokens.", Shapes.Ref("Token")))))],
    };

    private static readonly Operation Create = new("createToken", "POST", "/api/tokens", "Makes a token")
    {
        Tag = Tag,
        Description = "The answer is the only place where the token is ever shown; an Idempotency-Key is refused, since it would keep the answer.",
        Body = RequestBody.Json(Shapes.Object("What the token allows.",
            ("workspace", Shapes.Text("The workspace it is good for, or `*` for all.")),
            ("role", Shapes.Choice("What it allows.", RoleNames.All)),
            ("name?", Shapes.Text("Whose it is; for an agent its id. Appears as the actor of events.", TokenMembers.LongestName)))),
        Answers = [Answer.Created("The token.", Shapes.Object("A new token.",
            ("id", Shapes.Text("The public part, by which it is listed and revoked.")),
            ("token", Shapes.Text("The token itself.", pattern: TokenMembers.TokenPattern)),
            ("workspace", Shapes.Text("The workspace it is good for, or `*`.")),
            ("role", Shapes.Choice("What it allows.", RoleNames.All)),
            ("name?", Shapes.Text("Whose it is."))))],
        Problems = [ProblemKinds.BadHeader, ProblemKinds.UnknownMember, ProblemKinds.StoreUnavailable],
    };

    private static readonly Operation Revoke = new("revokeToken", "DELETE", "/api/tokens/{id}", "Revokes a token")
    {
        Tag = Tag,
        Description = "It stops working at once; its open streams end with the reason `token-revoked`.",
        Parameters = [new("id", ParameterLocation.Path, "The public part of the token.", Shapes.Text("Token id."), Required: true)],
        Answers = [Answer.Ok("It is revoked.", Shapes.Object("Done.", ("ok", Shapes.Flag("Always true."))))],
        Problems = [ProblemKinds.NotFound, ProblemKinds.StoreUnavailable],
    };

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapOperation(List, ListAsync);
        routes.MapOperation(Create, CreateAsync);
        routes.MapOperation(Revoke, RevokeAsync);
    }

    private static async Task ListAsync(HttpContext context)
    {
        var caller = Caller.Of(context);
        var tokens = await Get<ITokenStore>(context).ReadAsync(context.RequestAborted);
        await ReplyWriter.WriteObjectAsync(context, StatusCodes.Status200OK, json =>
        {
            json.WriteStartArray("items"u8);
            foreach (var token in tokens.Where(t => caller.MayUse(t.Workspace)))
            {
                json.WriteStartObject();
                WriteMembers(json, token);
                json.WriteNumber("createdAt"u8, token.CreatedAt);
                TokenMembers.WriteTime(json, "lastUsedAt"u8, token.LastUsedAt);
                TokenMembers.WriteTime(json, "expiresAt"u8, token.ExpiresAt);
                TokenMembers.WriteTime(json, "revokedAt"u8, token.RevokedAt);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    private static async Task CreateAsync(HttpContext context)
    {
        var caller = Caller.Of(context);
        TokenMembers.RefuseKey(
            context.Request, "Making a token cannot be repeated by a key, because its answer is never kept. Revoke a token whose answer was lost and make another.");
        using var body = await JsonBody.ReadAsync(context, Get<HubLimits>(context));
        var members = body.Members("workspace", "role", "name");
        var workspace = members.Text("workspace", TokenMembers.WorkspaceRule, id => TokenMembers.IsWorkspace(Get<IWorkspaceDirectory>(context), id));
        var role = RoleNames.Parse(members.Choice("role", RoleNames.All));
        var name = TokenMembers.Name(members);
        if (!caller.MayUse(workspace))
            throw new ProblemException(Forbidden.Workspace(caller, workspace));

        var (token, text) = await TokenIssuer.IssueAsync(
            Get<ITokenStore>(context), workspace, role, name, Get<TimeProvider>(context), context.RequestAborted);
        await Get<TokenDirectory>(context).RefreshAsync(CancellationToken.None);
        Logger(context).TokenCreated(token.Id, RoleNames.Of(role), workspace, caller.Actor ?? "a local caller");

        await ReplyWriter.WriteObjectAsync(context, StatusCodes.Status201Created, json =>
        {
            WriteMembers(json, token);
            json.WriteString("token"u8, text);
        });
    }

    private static async Task RevokeAsync(HttpContext context)
    {
        var caller = Caller.Of(context);
        var store = Get<ITokenStore>(context);
        var id = (string)context.Request.RouteValues["id"]!;
        var token = (await store.ReadAsync(context.RequestAborted)).FirstOrDefault(t => t.Id == id && caller.MayUse(t.Workspace))
            ?? throw new ProblemException(RouteProblems.NotFound("token", id));

        if (await store.RevokeAsync(token.Id, Get<TimeProvider>(context).GetUtcNow().ToUnixTimeMilliseconds(), context.RequestAborted))
            Logger(context).TokenRevoked(token.Id, caller.Actor ?? "a local caller");
        await Get<TokenDirectory>(context).RefreshAsync(CancellationToken.None);
        await ReplyWriter.WriteObjectAsync(context, StatusCodes.Status200OK, static json => json.WriteBoolean("ok"u8, true));
    }

    private static void WriteMembers(Utf8JsonWriter json, TokenRecord token)
    {
        json.WriteString("id"u8, token.Id);
        TokenMembers.Write(json, token.Workspace, token.Role, token.Name);
    }

    private static T Get<T>(HttpContext context) where T : notnull => context.RequestServices.GetRequiredService<T>();

    private static ILogger Logger(HttpContext context) => Get<ILogger<TokenDirectory>>(context);
}
