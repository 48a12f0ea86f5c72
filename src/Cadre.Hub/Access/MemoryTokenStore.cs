using System.Collections.Immutable;
using System.Globalization;

namespace Cadre.Hub.Access;

/// <summary>Tokens of a hub that keeps nothing on disk.</summary>
internal sealed class MemoryTokenStore : ITokenStore
{
    private readonly Lock _lock = new();
    private ImmutableList<TokenRecord> _tokens = [];
    private long _revision;

    public ValueTask<IReadOnlyList<TokenRecord>> ReadAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
            return ValueTask.FromResult<IReadOnlyList<TokenRecord>>(_tokens);
    }

    public ValueTask AddAsync(TokenRecord token, CancellationToken cancellationToken)
    {
        Change(tokens => tokens.Add(token));
        return ValueTask.CompletedTask;
    }

    public ValueTask<bool> RevokeAsync(string id, long revokedAt, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Change(tokens => TokenList.Revoke(tokens, id, revokedAt)));

    public ValueTask TouchAsync(IReadOnlyDictionary<string, long> lastUsed, CancellationToken cancellationToken)
    {
        Change(tokens => TokenList.Touch(tokens, lastUsed));
        return ValueTask.CompletedTask;
    }

    public ValueTask DropExpiredAsync(long before, CancellationToken cancellationToken)
    {
        Change(tokens => TokenList.DropExpired(tokens, before));
        return ValueTask.CompletedTask;
    }

    public ValueTask<string> ReadRevisionAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(Interlocked.Read(ref _revision).ToString(CultureInfo.InvariantCulture));

    private bool Change(Func<ImmutableList<TokenRecord>, ImmutableList<TokenRecord>> change)
    {
        lock (_lock)
        {
            var changed = change(_tokens);
            if (changed == _tokens)
                return false;
            _tokens = changed;
            _revision++;
            return true;
        }
    }
}
