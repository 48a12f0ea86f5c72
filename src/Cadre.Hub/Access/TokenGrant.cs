using Cadre.Hub.Limits;

namespace Cadre.Hub.Access;

/// <summary>A token that works now: what it allows, how much of it is left, and when it ends.</summary>
internal sealed class TokenGrant : IDisposable
{
    private readonly byte[] _secretHash;
    private readonly CancellationTokenSource _revoked = new();
    private long _lastUsedAt;

    public TokenGrant(TokenRecord token, RequestAllowance allowance)
    {
        (Token, Allowance) = (token, allowance);
        _secretHash = Convert.FromBase64String(token.SecretHash);
        _lastUsedAt = token.LastUsedAt ?? 0;
        Caller = new Caller(this);
    }

    public TokenRecord Token { get; }

    public RequestAllowance Allowance { get; }

    /// <summary>The bearer of the token.</summary>
    public Caller Caller { get; }

    public ReadOnlySpan<byte> SecretHash => _secretHash;

    /// <summary>Cancelled when the token is revoked or has expired; open streams end then.</summary>
    public CancellationToken Revoked => _revoked.Token;

    /// <summary>Unix ms, as coarse as the clock of the directory.</summary>
    public long LastUsedAt
    {
        get => Volatile.Read(ref _lastUsedAt);
        set => Volatile.Write(ref _lastUsedAt, value);
    }

    public Task RevokeAsync() => _revoked.CancelAsync();

    public void Dispose() => _revoked.Dispose();
}
