namespace Cadre.Hub.Access;

/// <summary>Makes new tokens.</summary>
public static class TokenIssuer
{
    /// <summary>Makes a token and stores its hash.</summary>
    /// <returns>What was stored, and the text of the token, which cannot be had again.</returns>
    /// <exception cref="TokenStoreException">The store cannot be written.</exception>
    public static async ValueTask<(TokenRecord Token, string Text)> IssueAsync(
        ITokenStore store, string workspace, Role role, string? name, TimeProvider time, CancellationToken cancellationToken)
    {
        var (id, text, hash) = TokenText.Create();
        var token = new TokenRecord(id, hash, workspace, role, time.GetUtcNow().ToUnixTimeMilliseconds()) { Name = name };
        await store.AddAsync(token, cancellationToken);
        return (token, text);
    }
}
