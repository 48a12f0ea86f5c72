using Cadre.Hub.Hosting;
using Cadre.Hub.OpenApi;
using Cadre.Hub.Problems;
using Cadre.Hub.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cadre.Hub.Access;

/// <summary>Signs browsers in by one-time codes and out again.</summary>
internal sealed class SessionEndpoints(
    HubOptions options, SignInCodes codes, ITokenStore store, TokenDirectory tokens, IWorkspaceDirectory workspaces, TimeProvider time, ILogger<SessionEndpoints> log)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<SessionEndpoints>();
        routes.MapOperation(SessionOperations.CreateSignIn, endpoints.CreateSignInAsync);
        routes.MapOperation(SessionOperations.Create, endpoints.CreateAsync);
        routes.MapOperation(SessionOperations.Get, GetAsync);
        routes.MapOperation(SessionOperations.End, endpoints.EndAsync);
    }

    private async Task CreateSignInAsync(HttpContext context)
    {
        var caller = Caller.Of(context);
        TokenMembers.RefuseKey(
            context.Request, "Making a sign-in code cannot be repeated by a key, because its answer is never kept. Make another; one that was lost ends by itself.");
        using var body = await JsonBody.ReadAsync(context, options.Limits);
        var members = body.Members("workspace", "role", "name");
        var workspace = members.OptionalText("workspace", TokenMembers.WorkspaceRule, id => TokenMembers.IsWorkspace(workspaces, id)) ?? caller.Workspace;
        var role = members.OptionalChoice("role", RoleNames.All) is { } text ? RoleNames.Parse(text) : Role.Operator;
        var name = TokenMembers.Name(members);
        if (!caller.MayUse(workspace))
            throw new ProblemException(Forbidden.Workspace(caller, workspace));

        var code = codes.Create(workspace, role, name) ?? throw new ProblemException(TooManyPending());
        log.SignInCreated(RoleNames.Of(role), workspace, caller.Actor ?? "a local caller");
        await ReplyWriter.WriteObjectAsync(context, StatusCodes.Status201Created, json =>
        {
            json.WriteString("code"u8, code.Text);
            TokenMembers.Write(json, workspace, role, name);
            json.WriteNumber("expiresAt"u8, code.ExpiresAt);
        });
    }

    private async Task CreateAsync(HttpContext context)
    {
        TokenMembers.RefuseKey(
            context.Request, "Signing in cannot be repeated by a key, because its answer is never kept. If an answer was lost, sign in with a new code.");
        using var body = await JsonBody.ReadAsync(context, options.Limits);
        var code = body.Members("code").Text("code", "the code of a sign-in link", static text => text.Length > 0);
        var (token, text) = await ExchangeAsync(code);
        log.SessionBegun(token.Id, RoleNames.Of(token.Role), token.Workspace);
        await ReplyWriter.WriteObjectAsync(context, StatusCodes.Status201Created, json =>
        {
            json.WriteString("id"u8, token.Id);
            json.WriteString("token"u8, text);
            TokenMembers.Write(json, token.Workspace, token.Role, token.Name);
            TokenMembers.WriteTime(json, "expiresAt"u8, token.ExpiresAt);
        });
    }

    private static async Task GetAsync(HttpContext context)
    {
        var caller = Caller.Of(context);
        await ReplyWriter.WriteObjectAsync(context, StatusCodes.Status200OK, json =>
        {
            TokenMembers.Write(json, caller.Workspace, caller.Role, caller.Token?.Name);
            json.WriteBoolean("local"u8, caller.Token is null);
            TokenMembers.WriteTime(json, "expiresAt"u8, caller.Token?.ExpiresAt);
        });
    }

    private async Task EndAsync(HttpContext context)
    {
        var caller = Caller.Of(context);
        if (caller.Token is not { ExpiresAt: not null } token)
            throw new ProblemException(NoSession(caller));
        if (await store.RevokeAsync(token.Id, time.GetUtcNow().ToUnixTimeMilliseconds(), context.RequestAborted))
            log.SessionEnded(token.Id);
        await tokens.RefreshAsync(CancellationToken.None);
        await ReplyWriter.WriteObjectAsync(context, StatusCodes.Status200OK, static json => json.WriteBoolean("ok"u8, true));
    }

    private async Task<(TokenRecord Token, string Text)> ExchangeAsync(string code)
    {
        var signIn = codes.Redeem(code, out var retryAfter) ?? throw new ProblemException(retryAfter > TimeSpan.Zero ? TooManyFailures(retryAfter) : Invalid());
        try
        {
            var issued = await TokenIssuer.IssueAsync(store, signIn, options.SessionAge, time, CancellationToken.None);
            await tokens.RefreshAsync(CancellationToken.None);
            return issued;
        }
        catch (TokenStoreException)
        {
            // The answer says that a repeat can succeed.
            codes.Restore(code, signIn);
            throw;
        }
    }

    private Problem Invalid()
    {
        log.SignInRefused();
        // Not the value: it may be mistyped by one character.
        return new Problem(ProblemKinds.CodeInvalid, $"The code is unknown, was used already, or is older than {SignInCodes.Lifetime.TotalMinutes} minutes. Each link works once; a new one is made by: cadre link")
        {
            Pointer = "/code",
            Expected = "the code of a new link, made by: cadre link",
        };
    }

    private static Problem TooManyFailures(TimeSpan retryAfter) =>
        new(ProblemKinds.RateLimited, $"Sign-ins failed {SignInCodes.MostFailures} times within a minute, so none is tried for now. Try again in {Math.Ceiling(retryAfter.TotalSeconds)} s; the code is not used up.")
        {
            RetryAfter = retryAfter,
            Extras = json => json.WriteNumber("retryAfterMs"u8, (long)Math.Ceiling(retryAfter.TotalMilliseconds)),
        };

    private static Problem TooManyPending() =>
        new(ProblemKinds.LimitReached, $"{SignInCodes.MostPending} sign-in codes wait to be used, and that many may. Each ends after {SignInCodes.Lifetime.TotalMinutes} minutes.")
        {
            Extras = json => json.WriteNumber("limit"u8, SignInCodes.MostPending),
        };

    private static Problem NoSession(Caller caller) => new(ProblemKinds.NoSession, caller.Token is { } token
        ? $"The token {token.Id} was not made by signing in, so it is no session. Revoke it with DELETE /api/tokens/{token.Id}, or with: cadre token revoke {token.Id}"
        : "A local caller is trusted without signing in, so there is no session to end.");
}
