using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Cadre.Cli.Connections;
using Cadre.Hub.Access;

namespace Cadre.Cli.Tokens;

/// <summary>Manages tokens through a running hub; needs the role admin there.</summary>
internal sealed class RemoteTokens(HubConnection hub) : ITokens
{
    public string Place => HubAddress.Display(hub.Address);

    public async Task<NewToken> CreateAsync(string workspace, Role role, string? name, CancellationToken cancellation)
    {
        var body = new Dictionary<string, string> { ["workspace"] = workspace, ["role"] = RoleNames.Of(role) };
        if (name is not null)
            body["name"] = name;
        using var answer = await hub.ReadJsonAsync(HttpMethod.Post, "/api/tokens", JsonContent.Create(body), null, cancellation);
        return new(Text(answer.RootElement, "id")!, Text(answer.RootElement, "token")!);
    }

    public async Task<IReadOnlyList<TokenEntry>> ListAsync(CancellationToken cancellation)
    {
        using var answer = await hub.GetJsonAsync("/api/tokens", cancellation);
        return
        [
            .. answer.RootElement.GetProperty("items").EnumerateArray().Select(token => new TokenEntry(
                Text(token, "id")!,
                Text(token, "role")!,
                Text(token, "workspace")!,
                Text(token, "name"),
                Number(token, "createdAt") ?? 0,
                Number(token, "lastUsedAt"),
                Number(token, "expiresAt"),
                Number(token, "revokedAt"))),
        ];
    }

    public async Task RevokeAsync(string id, CancellationToken cancellation)
    {
        try
        {
            using var answer = await hub.ReadJsonAsync(HttpMethod.Delete, $"/api/tokens/{Uri.EscapeDataString(id)}", null, null, cancellation);
        }
        catch (HubRefusedException e) when (e.Status is HttpStatusCode.NotFound && e.Problem.Code == "not-found")
        {
            throw new CliException($"There is no token '{id}' at {Place}.", "`cadre token list` shows which there are.", inner: e);
        }
    }

    public void Dispose() => hub.Dispose();

    private static string? Text(JsonElement json, string member) => json.TryGetProperty(member, out var value) ? value.GetString() : null;

    private static long? Number(JsonElement json, string member) => json.TryGetProperty(member, out var value) ? value.GetInt64() : null;
}
