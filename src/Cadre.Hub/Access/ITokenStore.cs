namespace Cadre.Hub.Access;

/// <summary>Keeps tokens. Several processes may use one store at the same time.</summary>
/// <remarks>Implementations are thread safe. A change is durable when its method returns.</remarks>
public interface ITokenStore
{
    /// <summary>All tokens, revoked ones too, in the order of their creation.</summary>
    /// <exception cref="TokenStoreException">The store cannot be read.</exception>
    ValueTask<IReadOnlyList<TokenRecord>> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Adds a token.</summary>
    /// <exception cref="TokenStoreException">The store cannot be written.</exception>
    ValueTask AddAsync(TokenRecord token, CancellationToken cancellationToken);

    /// <summary>Revokes a token; <c>false</c> if there is none with this id or it is revoked already.</summary>
    /// <exception cref="TokenStoreException">The store cannot be written.</exception>
    ValueTask<bool> RevokeAsync(string id, long revokedAt, CancellationToken cancellationToken);

    /// <summary>Notes when tokens were last used. Ids that are not known are skipped.</summary>
    /// <exception cref="TokenStoreException">The store cannot be written.</exception>
    ValueTask TouchAsync(IReadOnlyDictionary<string, long> lastUsed, CancellationToken cancellationToken);

    /// <summary>Forgets the tokens, revoked ones too, that expired before a time in Unix ms. Tokens without an end stay.</summary>
    /// <exception cref="TokenStoreException">The store cannot be written.</exception>
    ValueTask DropExpiredAsync(long before, CancellationToken cancellationToken);

    /// <summary>A text that differs after every change. Cheap enough to be asked twice a second.</summary>
    ValueTask<string> ReadRevisionAsync(CancellationToken cancellationToken);
}
