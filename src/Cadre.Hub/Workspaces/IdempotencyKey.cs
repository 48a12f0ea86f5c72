using System.Security.Cryptography;
using System.Text;

namespace Cadre.Hub.Workspaces;

/// <summary>A caller's key for a command, and the fingerprint of the request it was first used with.</summary>
/// <param name="Key">The key, unique within the workspace and the caller.</param>
/// <param name="Fingerprint">Digest of method, path and body: the same key with another request is a mistake, not a repeat.</param>
internal sealed record IdempotencyKey(string Key, string Fingerprint)
{
    /// <summary>Makes the key of an HTTP request.</summary>
    /// <param name="caller">Whose key it is: two callers may choose the same text.</param>
    /// <param name="key">The text of the <c>Idempotency-Key</c> header.</param>
    /// <param name="method">The request's method.</param>
    /// <param name="target">The request's path and query.</param>
    /// <param name="body">The request's body as received.</param>
    public static IdempotencyKey For(string? caller, string key, string method, string target, ReadOnlySpan<byte> body)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        digest.AppendData(Encoding.UTF8.GetBytes($"{method}\n{target}\n"));
        digest.AppendData(body);
        return new IdempotencyKey($"{caller}\n{key}", Convert.ToHexStringLower(digest.GetHashAndReset()));
    }
}
