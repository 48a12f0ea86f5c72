using Cadre.Hub.OpenApi;
using Cadre.Hub.Problems;
using Cadre.Hub.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Cadre.Hub.Access;

/// <summary>Finds out who calls, and lets them through to the endpoint if the access table allows it.</summary>
internal sealed class AccessMiddleware(RequestDelegate next, LocalTrust trust, TokenDirectory tokens, IWorkspaceDirectory workspaces)
{
    private const string Scheme = "Bearer ";

    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<Operation>() is not { Access: { Role: not null } rule } operation)
            return next(context);

        if (Identify(context, operation, out var caller) is { } unknown)
            return ProblemWriter.WriteAsync(context, unknown);
        if (caller!.Take() is { } exceeded)
            return ProblemWriter.WriteAsync(context, exceeded);
        if (Allow(context, caller, rule) is { } refused)
            return ProblemWriter.WriteAsync(context, refused);
        context.Features.Set(caller);
        return next(context);
    }

    private Problem? Identify(HttpContext context, Operation operation, out Caller? caller)
    {
        var text = TokenOf(context.Request, operation, out var problem);
        caller = null;
        if (problem is not null)
            return problem;
        if (text is null)
        {
            caller = Caller.Local;
            return trust.Check(context);
        }

        if (tokens.Authenticate(text) is not { } grant)
        {
            return Unusable(text);
        }

        caller = grant.Caller;
        return null;
    }

    private Problem Unusable(string text) => tokens.HasExpired(text)
        ? new Problem(ProblemKinds.TokenInvalid, "The token has expired: the session it stands for is over.")
        {
            Pointer = "header:Authorization",
            Expected = "the token of a new session; a link to sign in with is made by: cadre link",
        }
        : new Problem(ProblemKinds.TokenInvalid, "The token is unknown, mistyped, revoked or expired long ago.")
        {
            Pointer = "header:Authorization",
            Expected = "a token as it was shown when it was made: cdr_<id>_<secret>",
        };

    private static string? TokenOf(HttpRequest request, Operation operation, out Problem? problem)
    {
        problem = null;
        var header = request.Headers.Authorization;
        if (header.Count > 0)
        {
            var value = header.ToString();
            if (header.Count == 1 && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
                return value[Scheme.Length..].Trim();
            problem = new Problem(ProblemKinds.TokenInvalid, "The header Authorization does not hold one bearer token.")
            {
                Pointer = "header:Authorization",
                Expected = "Bearer cdr_…",
            };
            return null;
        }

        // Browsers cannot set headers on an EventSource or a WebSocket.
        return operation.IsStream && request.Query["access_token"] is [{ Length: > 0 } token] ? token : null;
    }

    private Problem? Allow(HttpContext context, Caller caller, AccessRule rule)
    {
        if (caller.Role < rule.Role)
            return Forbidden.Role(caller, rule.Role!.Value);
        return WorkspaceOf(context.Request, rule.Scope) is { } workspace && !caller.MayUse(workspace)
            ? Forbidden.Workspace(caller, workspace)
            : null;
    }

    private string? WorkspaceOf(HttpRequest request, WorkspaceScope scope) => scope switch
    {
        WorkspaceScope.Hub => TokenRecord.AnyWorkspace,
        WorkspaceScope.Default => "default",
        WorkspaceScope.Route => RouteIds.Text(request.HttpContext, "ws"),
        // A project that does not exist belongs to nobody, so a token of one workspace learns nothing from the difference.
        WorkspaceScope.Project => workspaces.FindByProject((string?)request.RouteValues["project"]) ?? "",
        _ => null,
    };
}
