namespace Cadre.Hub.Access;

/// <summary>Makes new tokens.</summary>
public static class TokenIssuer
{
    /// <summary>Makes a token and stores its hash.</summary>
    /// <returns>What was stored, and the text of the token, which cannot be had again.</returns>
    /// <exception cref="TokenStoreException">The store cannot be written.</exception>
    public static ValueTask<(TokenRecord Token, string Text)> IssueAsync(
        ITokenStore store, string workspace, Role role, string? name, TimeProvider time, CancellationToken cancellationToken) =>
        IssueAsync(store, workspace, role, name, lifetime: null, time, cancellationToken);

    /// <summary>Makes a token that ends by itself: a session.</summary>
    internal static ValueTask<(TokenRecord Token, string Text)> IssueAsync(
        ITokenStore store, SignIn signIn, TimeSpan lifetime, TimeProvider time, CancellationToken cancellationToken) =>
        IssueAsync(store, signIn.Workspace, signIn.Role, signIn.Name, lifetime, time, cancellationToken);

    private static async ValueTask<(TokenRecord Token, string Text)> IssueAsync(
        ITokenStore store, string workspace, Role role, string? name, TimeSpan? lifetime, TimeProvider time, CancellationToken cancellationToken)
    {
        var (id, text, hash) = TokenText.Create();
        var now = time.GetUtcNow();
        var token = new TokenRecord(id, hash, workspace, role, now.ToUnixTimeMilliseconds())
        {
            Name = name,
            ExpiresAt = (now + lifetime)?.ToUnixTimeMilliseconds(),
        };
        await store.AddAsync(token, cancellationToken);
        return (token, text);
    }
}
