using Cadre.Hub.Access;

namespace Cadre.Cli.Tokens;

/// <summary>Manages tokens in a data folder, whether a hub runs on it or not.</summary>
internal sealed class StoredTokens(string dataDirectory, TimeProvider time) : ITokens
{
    private readonly FileTokenStore _store = new(dataDirectory, time);

    public string Place => dataDirectory;

    public async Task<NewToken> CreateAsync(string workspace, Role role, string? name, CancellationToken cancellation)
    {
        var (token, text) = await TokenIssuer.IssueAsync(_store, workspace, role, name, time, cancellation);
        return new(token.Id, text);
    }

    public async Task<IReadOnlyList<TokenEntry>> ListAsync(CancellationToken cancellation) =>
    [
        .. (await _store.ReadAsync(cancellation)).Select(token => new TokenEntry(
            token.Id, RoleNames.Of(token.Role), token.Workspace, token.Name, token.CreatedAt, token.LastUsedAt, token.ExpiresAt, token.RevokedAt)),
    ];

    public async Task RevokeAsync(string id, CancellationToken cancellation)
    {
        if (!await _store.RevokeAsync(id, time.GetUtcNow().ToUnixTimeMilliseconds(), cancellation))
            throw new CliException($"There is no token '{id}' in {dataDirectory} that could be revoked.", "`cadre token list` shows which there are.");
    }

    public void Dispose()
    {
        // The store holds nothing open.
    }
}
