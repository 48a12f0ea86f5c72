using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Cadre.Hub.Access;

/// <summary>The text of a token: <c>cdr_&lt;id&gt;_&lt;secret&gt;</c>, the secret being 256 random bits.</summary>
internal static class TokenText
{
    private const string Prefix = "cdr_";
    private const int IdLength = 12;
    private const int SecretBytes = 32;
    private const int SecretLength = 43;
    private const string IdAlphabet = "0123456789abcdefghijklmnopqrstuvwxyz";

    public static (string Id, string Text, string SecretHash) Create()
    {
        var id = RandomNumberGenerator.GetString(IdAlphabet, IdLength);
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Hash(secret, hash);
        return (id, $"{Prefix}{id}_{secret}", Convert.ToBase64String(hash));
    }

    public static bool TrySplit(ReadOnlySpan<char> text, out ReadOnlySpan<char> id, out ReadOnlySpan<char> secret)
    {
        id = secret = default;
        if (text.Length != Prefix.Length + IdLength + 1 + SecretLength || !text.StartsWith(Prefix) || text[Prefix.Length + IdLength] != '_')
            return false;
        id = text.Slice(Prefix.Length, IdLength);
        secret = text[(Prefix.Length + IdLength + 1)..];
        return Ascii.IsValid(secret);
    }

    /// <summary>Hashes an ASCII secret into 32 bytes.</summary>
    public static void Hash(ReadOnlySpan<char> secret, Span<byte> hash)
    {
        Span<byte> bytes = stackalloc byte[SecretLength];
        var length = Encoding.ASCII.GetBytes(secret, bytes);
        SHA256.HashData(bytes[..length], hash);
    }
}
