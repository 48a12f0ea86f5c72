using System.Collections.Frozen;
using System.Security.Cryptography;
using Cadre.Hub.Limits;
using Microsoft.Extensions.Logging;

namespace Cadre.Hub.Access;

/// <summary>The tokens that work now, in memory, kept up to date with the store.</summary>
/// <remarks>Looking a token up takes no lock and no I/O. Thread safe.</remarks>
internal sealed class TokenDirectory(ITokenStore store, HubLimits limits, TimeProvider time, ILogger<TokenDirectory> log) : IAsyncDisposable
{
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan TouchInterval = TimeSpan.FromMinutes(5);

    // So long its owner is still told that it has expired.
    private static readonly TimeSpan KeptAfterEnd = TimeSpan.FromDays(1);

    private readonly SemaphoreSlim _refreshing = new(1);
    private readonly CancellationTokenSource _stop = new();
    private FrozenDictionary<string, TokenGrant> _grants = FrozenDictionary<string, TokenGrant>.Empty;
    private long _now;
    private string? _revision;
    private string? _complaint;
    private Task _following = Task.CompletedTask;

    /// <summary>How many tokens work.</summary>
    public int Count => Volatile.Read(ref _grants).Values.Count(g => !IsOver(g));

    /// <summary>Reads the store and follows it from then on.</summary>
    /// <exception cref="TokenStoreException">The store cannot be read.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Volatile.Write(ref _now, time.GetUtcNow().ToUnixTimeMilliseconds());
        await RefreshAsync(cancellationToken);
        _following = FollowAsync(_stop.Token);
    }

    /// <summary>The grant of a token, or <c>null</c> if the token is malformed, unknown, wrong, revoked or expired.</summary>
    public TokenGrant? Authenticate(ReadOnlySpan<char> text)
    {
        if (Find(text) is not { } grant || IsOver(grant))
            return null;
        grant.LastUsedAt = Volatile.Read(ref _now);
        return grant;
    }

    /// <summary>Whether the token is right and its time is over; known for a day after its end.</summary>
    public bool HasExpired(ReadOnlySpan<char> text) => Find(text) is { } grant && IsOver(grant);

    /// <summary>Takes in what changed in the store; tokens that no longer work end their streams.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await _refreshing.WaitAsync(cancellationToken);
        try
        {
            var revision = await store.ReadRevisionAsync(cancellationToken);
            if (revision == _revision)
                return;
            var before = _grants;
            var tokens = await store.ReadAsync(cancellationToken);
            var grants = tokens.Where(t => t.RevokedAt is null).ToFrozenDictionary(t => t.Id, t => GrantOf(t, before));
            Volatile.Write(ref _grants, grants);
            _revision = revision;

            foreach (var (id, grant) in before)
            {
                if (grants.GetValueOrDefault(id) != grant)
                    await grant.RevokeAsync();
            }
        }
        finally
        {
            _refreshing.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _following;
        await TouchAsync();
        foreach (var grant in _grants.Values)
            grant.Dispose();
        _stop.Dispose();
        _refreshing.Dispose();
    }

    private TokenGrant? Find(ReadOnlySpan<char> text)
    {
        if (!TokenText.TrySplit(text, out var id, out var secret)
            || !Volatile.Read(ref _grants).GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(id, out var grant))
            return null;

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        TokenText.Hash(secret, hash);
        return CryptographicOperations.FixedTimeEquals(hash, grant.SecretHash) ? grant : null;
    }

    private bool IsOver(TokenGrant grant) => grant.Token.ExpiresAt is { } end && end <= time.GetUtcNow().ToUnixTimeMilliseconds();

    private TokenGrant GrantOf(TokenRecord token, FrozenDictionary<string, TokenGrant> before) =>
        before.TryGetValue(token.Id, out var known) && known.Token with { LastUsedAt = null } == token with { LastUsedAt = null }
            ? known
            : new TokenGrant(token, new RequestAllowance(limits.RequestsPerSecond, limits.RequestBurst, time));

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(RefreshInterval, time);
        var touched = time.GetTimestamp();
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                Volatile.Write(ref _now, time.GetUtcNow().ToUnixTimeMilliseconds());
                await FollowOnceAsync(cancellationToken);
                await EndExpiredAsync();
                if (time.GetElapsedTime(touched) >= TouchInterval)
                {
                    touched = time.GetTimestamp();
                    await TouchAsync();
                    await DropExpiredAsync();
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
    }

    private async Task FollowOnceAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RefreshAsync(cancellationToken);
            _complaint = null;
        }
        catch (IOException e)
        {
            // The last good tokens stay in force: a damaged file must neither lock everyone out nor let anyone in.
            if (_complaint != e.Message)
                log.TokensUnreadable(e.Message);
            _complaint = e.Message;
        }
    }

    /// <summary>Ends the streams of sessions that are over.</summary>
    private async Task EndExpiredAsync()
    {
        foreach (var grant in Volatile.Read(ref _grants).Values)
        {
            if (!grant.Revoked.IsCancellationRequested && IsOver(grant))
                await grant.RevokeAsync();
        }
    }

    private async Task DropExpiredAsync()
    {
        var before = (time.GetUtcNow() - KeptAfterEnd).ToUnixTimeMilliseconds();
        try
        {
            if ((await store.ReadAsync(CancellationToken.None)).Any(t => t.ExpiresAt < before))
                await store.DropExpiredAsync(before, CancellationToken.None);
        }
        catch (IOException e)
        {
            log.SessionsNotDropped(e.Message);
        }
    }

    private async Task TouchAsync()
    {
        var used = _grants.Values
            .Where(g => g.LastUsedAt - (g.Token.LastUsedAt ?? 0) >= TouchInterval.TotalMilliseconds)
            .ToDictionary(g => g.Token.Id, g => g.LastUsedAt);
        if (used.Count == 0)
            return;
        try
        {
            await store.TouchAsync(used, CancellationToken.None);
        }
        catch (IOException e)
        {
            log.TokenUseNotNoted(e.Message);
        }
    }
}
