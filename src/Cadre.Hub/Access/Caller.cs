using Cadre.Hub.Problems;
using Microsoft.AspNetCore.Http;

namespace Cadre.Hub.Access;

/// <summary>Who makes a request and what they may do.</summary>
internal sealed class Caller
{
    private readonly TokenGrant? _grant;

    public Caller(TokenGrant grant)
        : this(grant.Token.Role, grant.Token.Workspace, grant.Token.Name ?? grant.Token.Id) => _grant = grant;

    private Caller(Role role, string workspace, string? actor) => (Role, Workspace, Actor) = (role, workspace, actor);

    /// <summary>A local caller that is trusted without a token.</summary>
    public static Caller Local { get; } = new(Role.Admin, TokenRecord.AnyWorkspace, null);

    public Role Role { get; }

    /// <summary>The one workspace, or <see cref="TokenRecord.AnyWorkspace"/>.</summary>
    public string Workspace { get; }

    /// <summary>The name that events bear; <c>null</c> for a local caller.</summary>
    public string? Actor { get; }

    /// <summary>The token that was shown; <c>null</c> for a local caller.</summary>
    public TokenRecord? Token => _grant?.Token;

    /// <summary>Cancelled when the token is revoked or has expired.</summary>
    public CancellationToken Revoked => _grant?.Revoked ?? CancellationToken.None;

    /// <summary>The caller of a request that the access check let through.</summary>
    public static Caller Of(HttpContext context) => context.Features.Get<Caller>()
        ?? throw new InvalidOperationException("The request did not pass the access check.");

    public bool MayUse(string workspace) => Workspace == TokenRecord.AnyWorkspace || Workspace == workspace;

    /// <summary>
    /// Whether the caller speaks for the agent: its token bears the agent's name or that of a superior (<c>lead</c> for <c>lead/tests</c>), or no name at all.
    /// </summary>
    public bool Owns(string agentId) => Role >= Role.Operator
        || _grant?.Token.Name is not { } name
        || agentId == name
        || (agentId.StartsWith(name, StringComparison.Ordinal) && agentId[name.Length] == '/');

    /// <summary>Takes one request (or one message of a socket) from the caller's allowance; <c>null</c> when it may go on.</summary>
    public Problem? Take() => _grant?.Allowance.Take();
}
