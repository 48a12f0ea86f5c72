using System.Collections.Immutable;

namespace Cadre.Hub.Access;

/// <summary>What may happen to a list of tokens; the same list is returned when nothing does.</summary>
internal static class TokenList
{
    public static ImmutableList<TokenRecord> Revoke(ImmutableList<TokenRecord> tokens, string id, long revokedAt)
    {
        var index = tokens.FindIndex(t => t.Id == id && t.RevokedAt is null);
        return index < 0 ? tokens : tokens.SetItem(index, tokens[index] with { RevokedAt = revokedAt });
    }

    public static ImmutableList<TokenRecord> DropExpired(ImmutableList<TokenRecord> tokens, long before) => tokens.RemoveAll(t => t.ExpiresAt < before);

    public static ImmutableList<TokenRecord> Touch(ImmutableList<TokenRecord> tokens, IReadOnlyDictionary<string, long> lastUsed)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (lastUsed.TryGetValue(tokens[i].Id, out var at) && at > (tokens[i].LastUsedAt ?? 0))
                tokens = tokens.SetItem(i, tokens[i] with { LastUsedAt = at });
        }

        return tokens;
    }
}
