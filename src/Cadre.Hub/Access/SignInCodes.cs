using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Cadre.Hub.Access;

/// <summary>The one-time codes by which browsers sign in, as hashes and in memory only: a restart ends them all.</summary>
/// <remarks>Thread safe.</remarks>
public sealed class SignInCodes(TimeProvider time)
{
    internal const int MostPending = 1_000;
    internal const int MostFailures = 60;

    private const int CodeBytes = 32;

    private static readonly TimeSpan FailureWindow = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, SignIn> _pending = [];
    private DateTimeOffset _windowEnd;
    private int _failures;

    /// <summary>How long a code works.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromMinutes(10);

    /// <summary>Makes a code.</summary>
    /// <param name="workspace">The workspace the session will be good for, or <see cref="TokenRecord.AnyWorkspace"/>.</param>
    /// <param name="role">What the session will allow.</param>
    /// <param name="name">Whose session it will be; appears as the actor of events.</param>
    /// <returns>The code, which cannot be had again; <c>null</c> while 1,000 others wait to be used.</returns>
    public SignInCode? Create(string workspace, Role role, string? name)
    {
        var now = time.GetUtcNow();
        var code = new SignInCode(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(CodeBytes)), (now + Lifetime).ToUnixTimeMilliseconds());
        lock (_lock)
        {
            foreach (var (hash, _) in _pending.Where(p => p.Value.ExpiresAt <= now.ToUnixTimeMilliseconds()).ToList())
                _pending.Remove(hash);
            if (_pending.Count >= MostPending)
                return null;
            _pending.Add(Hash(code.Text), new SignIn(workspace, role, name, code.ExpiresAt));
        }

        return code;
    }

    /// <summary>Takes a code out of the world, whoever comes first.</summary>
    /// <param name="code">The code as somebody sent it.</param>
    /// <param name="retryAfter">More than zero if too many codes failed of late; then none is looked at.</param>
    /// <returns><c>null</c> if the code is unknown, used or expired, or was not looked at.</returns>
    internal SignIn? Redeem(string code, out TimeSpan retryAfter)
    {
        var now = time.GetUtcNow();
        var hash = Hash(code);
        lock (_lock)
        {
            if (now >= _windowEnd)
                (_failures, _windowEnd) = (0, now + FailureWindow);
            retryAfter = _failures >= MostFailures ? _windowEnd - now : TimeSpan.Zero;
            if (retryAfter > TimeSpan.Zero)
                return null;
            if (_pending.Remove(hash, out var signIn) && signIn.ExpiresAt > now.ToUnixTimeMilliseconds())
                return signIn;
            _failures++;
            return null;
        }
    }

    /// <summary>Puts a code back whose session could not be stored.</summary>
    internal void Restore(string code, SignIn signIn)
    {
        lock (_lock)
            _pending[Hash(code)] = signIn;
    }

    // Looking up a hash takes as long for every code, however much of one somebody knows.
    private static string Hash(string code) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(code)));
}
