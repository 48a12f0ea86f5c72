using System.Buffers;
using System.Security.Cryptography;

namespace Cadre.Streams;

/// <summary>Makes and checks epochs, the names of a stream's incarnations.</summary>
public static class CursorEpoch
{
    /// <summary>The longest epoch, in characters.</summary>
    public const int MaxLength = 32;

    const int CreatedLength = 12;
    const string Alphabet = "0123456789abcdefghijklmnopqrstuvwxyz";
    static readonly SearchValues<char> Allowed = SearchValues.Create(Alphabet);

    /// <summary>A new random epoch of 12 base-36 characters (62 bits): two incarnations never share one in practice.</summary>
    public static string Create() => RandomNumberGenerator.GetString(Alphabet, CreatedLength);

    /// <summary>What is wrong with the text as an epoch, or null when it is one.</summary>
    internal static string? Fault(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return "the epoch before the colon is missing: expected 1-32 characters of 0-9 and a-z";
        if (text.Length > MaxLength) return $"the epoch is {text.Length} characters long: at most {MaxLength} are allowed";
        return text.ContainsAnyExcept(Allowed) ? $"'{text}' is not an epoch: only 0-9 and a-z are allowed" : null;
    }
}
