using System.Collections.Immutable;
using System.Text.Json;
using Cadre.Live;

namespace Cadre.Client;

/// <summary>What a hub has beside its workspaces' contents: workspaces, tokens, sessions, health. Safe for use from any thread.</summary>
/// <remarks>Errors are those of <see cref="HubApi"/>. Its writes have no key and are never repeated: a token or a code is shown once.</remarks>
/// <param name="http">Sends the requests; from <see cref="HubHttp.Create"/>.</param>
public sealed class HubAdmin(HttpClient http)
{
    private readonly HubRequests _requests = new(http, "");

    /// <summary>The workspaces that the caller may use.</summary>
    public async Task<ImmutableArray<HubWorkspace>> GetWorkspacesAsync(CancellationToken cancellationToken = default)
    {
        var answer = await _requests.GetAsync("/api/workspaces", cancellationToken);
        return [.. answer.List("items").Select(item => Workspace(answer.Item(item)))];
    }

    /// <summary>One workspace.</summary>
    public async Task<HubWorkspace> GetWorkspaceAsync(string id, CancellationToken cancellationToken = default) =>
        Workspace(await _requests.GetAsync(HubRequests.RootOf(id), cancellationToken));

    /// <summary>Creates a workspace.</summary>
    /// <param name="id">1 to 64 characters of a-z, 0-9, - and _.</param>
    /// <param name="template"><c>empty</c> (if null) or <c>executive</c>.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="HubConflictException">There is one of that id.</exception>
    public async Task<HubWorkspace> CreateWorkspaceAsync(string id, string? template = null, CancellationToken cancellationToken = default) =>
        Workspace(await _requests.WriteOnceAsync(HttpMethod.Post, "/api/workspaces", Body(("id", id), ("template", template)), cancellationToken));

    /// <summary>The tokens, without their secrets.</summary>
    public async Task<ImmutableArray<HubToken>> GetTokensAsync(CancellationToken cancellationToken = default)
    {
        var answer = await _requests.GetAsync("/api/tokens", cancellationToken);
        return [.. answer.List("items").Select(item => Token(answer.Item(item)))];
    }

    /// <summary>Makes a token. Its secret is shown this once.</summary>
    /// <param name="workspace">The workspace it is good for; <c>*</c> for all.</param>
    /// <param name="role"><c>viewer</c>, <c>agent</c>, <c>operator</c> or <c>admin</c>.</param>
    /// <param name="name">Whose it is; for an agent its id.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public async Task<(HubToken Token, string Secret)> CreateTokenAsync(string workspace, string role, string? name = null, CancellationToken cancellationToken = default)
    {
        var answer = await _requests.WriteOnceAsync(HttpMethod.Post, "/api/tokens", Body(("workspace", workspace), ("role", role), ("name", name)), cancellationToken);
        return (Token(answer), answer.Word("token"));
    }

    /// <summary>Revokes a token: it stops working at once, and its open streams end.</summary>
    public Task RevokeTokenAsync(string id, CancellationToken cancellationToken = default) =>
        _requests.WriteOnceAsync(HttpMethod.Delete, $"/api/tokens/{Uri.EscapeDataString(id)}", null, cancellationToken);

    /// <summary>Makes a code by which a person signs in, once, within ten minutes: <c>/sign-in?code=…</c>.</summary>
    /// <param name="workspace">The workspace the session will be good for, <c>*</c> for all; null for what the caller may use.</param>
    /// <param name="role"><c>viewer</c>, <c>agent</c>, <c>operator</c> (if null) or <c>admin</c>.</param>
    /// <param name="name">Whose session it will be.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public async Task<HubSignIn> CreateSignInAsync(
        string? workspace = null, string? role = null, string? name = null, CancellationToken cancellationToken = default)
    {
        var answer = await _requests.WriteOnceAsync(HttpMethod.Post, "/api/sign-ins", Body(("workspace", workspace), ("role", role), ("name", name)), cancellationToken);
        return new(answer.Word("code"), answer.Word("workspace"), answer.Word("role"), answer.Text("name"), End(answer));
    }

    /// <summary>Exchanges a sign-in code for a session; needs no token, and uses the code up.</summary>
    /// <returns>What is known of the session, and the secret that is its token until it ends.</returns>
    /// <exception cref="HubAccessException">The code is unknown, used or expired.</exception>
    /// <exception cref="HubUnavailableException">Too many codes were wrong of late; the code is not used up.</exception>
    public async Task<(HubToken Session, string Secret)> ExchangeAsync(string code, CancellationToken cancellationToken = default)
    {
        var answer = await _requests.WriteOnceAsync(HttpMethod.Post, "/api/sessions", Body(("code", code)), cancellationToken);
        return (Token(answer) with { ExpiresAt = End(answer) }, answer.Word("token"));
    }

    /// <summary>Who the caller is.</summary>
    public async Task<HubSession> GetSessionAsync(CancellationToken cancellationToken = default)
    {
        var answer = await _requests.GetAsync("/api/session", cancellationToken);
        return new(answer.Word("workspace"), answer.Word("role"), answer.Text("name"), answer.Flag("local"), answer.Time("expiresAt"));
    }

    /// <summary>Ends the caller's own session: its token stops working at once, and its open streams end.</summary>
    /// <exception cref="HubInvalidException">The caller is local, or its token is no session's.</exception>
    public Task EndSessionAsync(CancellationToken cancellationToken = default) =>
        _requests.WriteOnceAsync(HttpMethod.Delete, "/api/session", null, cancellationToken);

    /// <summary>Returns if the hub can take writes.</summary>
    /// <exception cref="HubUnavailableException">It cannot; the problem's JSON says which check failed.</exception>
    public Task CheckReadyAsync(CancellationToken cancellationToken = default) => _requests.GetAsync("/readyz", cancellationToken);

    private static HubWorkspace Workspace(Answers answer) =>
        new(answer.Word("id"), answer.Count("projectId"), answer.Cursor, answer.Count("agents"), answer.Count("tasks"), answer.Word("template"));

    private static HubToken Token(Answers answer) =>
        new(answer.Word("id"), answer.Word("workspace"), answer.Word("role"), answer.Text("name"), answer.Time("createdAt"), answer.Time("lastUsedAt"), answer.Time("revokedAt"), answer.Time("expiresAt"));

    private static DateTimeOffset End(Answers answer) => answer.Time("expiresAt") ?? throw answer.Broken("/expiresAt", "expected a time");

    private static Action<Utf8JsonWriter> Body(params (string Name, string? Value)[] members) => json =>
    {
        json.WriteStartObject();
        foreach (var (name, value) in members)
            if (value is not null) json.WriteString(name, value);
        json.WriteEndObject();
    };
}

/// <summary>A workspace.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ProjectId">Its number in the fleet contract.</param>
/// <param name="Cursor">Where its log stands.</param>
/// <param name="Agents">How many agents it has.</param>
/// <param name="Tasks">How many tasks it has.</param>
/// <param name="Template">What it began with.</param>
public sealed record HubWorkspace(string Id, int ProjectId, StreamCursor Cursor, int Agents, int Tasks, string Template);

/// <summary>What is known of a token without its secret.</summary>
/// <param name="Id">The public part.</param>
/// <param name="Workspace">The workspace it is good for; <c>*</c> for all.</param>
/// <param name="Role">What it allows.</param>
/// <param name="Name">Whose it is.</param>
/// <param name="CreatedAt">When it was made; null right after it was.</param>
/// <param name="LastUsedAt">When it was last used.</param>
/// <param name="RevokedAt">When it was revoked.</param>
/// <param name="ExpiresAt">When it stops working; null without an end. Sessions have one.</param>
public sealed record HubToken(
    string Id, string Workspace, string Role, string? Name, DateTimeOffset? CreatedAt, DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt, DateTimeOffset? ExpiresAt);

/// <summary>A code by which somebody may sign in, once.</summary>
/// <param name="Code">The code; safe in a URL as it is.</param>
/// <param name="Workspace">The workspace the session will be good for; <c>*</c> for all.</param>
/// <param name="Role">What the session will allow.</param>
/// <param name="Name">Whose session it will be.</param>
/// <param name="ExpiresAt">When the code stops working.</param>
public sealed record HubSignIn(string Code, string Workspace, string Role, string? Name, DateTimeOffset ExpiresAt);

/// <summary>Who the caller is to the hub.</summary>
/// <param name="Workspace">The workspace it may use; <c>*</c> for all.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Name">The name of its token.</param>
/// <param name="IsLocal">Whether it is trusted without a token, because it is local.</param>
/// <param name="ExpiresAt">When its session ends; null without an end.</param>
public sealed record HubSession(string Workspace, string Role, string? Name, bool IsLocal, DateTimeOffset? ExpiresAt);
