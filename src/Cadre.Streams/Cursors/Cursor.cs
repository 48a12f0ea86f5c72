using System.Globalization;

namespace Cadre.Streams;

/// <summary>Where a reader stands in a stream: the text <c>epoch:sequence</c>.</summary>
/// <remarks>
/// The epoch names one incarnation of a stream and changes only if the stream is created anew; sequence 0 is before the first event.
/// The default value has no epoch and names no stream.
/// </remarks>
public readonly record struct Cursor
{
    /// <summary>A position in the stream incarnation <paramref name="epoch"/>.</summary>
    /// <exception cref="ArgumentException">The epoch is not 1-32 characters of <c>[0-9a-z]</c>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The sequence is negative.</exception>
    public Cursor(string epoch, long sequence)
    {
        ArgumentNullException.ThrowIfNull(epoch);
        ArgumentOutOfRangeException.ThrowIfNegative(sequence);
        if (CursorEpoch.Fault(epoch) is { } fault) throw new ArgumentException(fault, nameof(epoch));
        Epoch = epoch;
        Sequence = sequence;
    }

    /// <summary>1-32 characters of <c>[0-9a-z]</c>.</summary>
    public string Epoch { get; }

    /// <summary>The last event seen, from 0 (none) to 2^63-1.</summary>
    public long Sequence { get; }

    /// <summary>The longest text of a cursor, in characters.</summary>
    public const int MaxLength = CursorEpoch.MaxLength + 1 + 19;

    /// <summary>The position of another event of the same stream.</summary>
    public Cursor At(long sequence) => new(Epoch, sequence);

    /// <summary>Reads <c>epoch:sequence</c>.</summary>
    /// <exception cref="FormatException">The text is not a cursor; the message says what is wrong with it.</exception>
    public static Cursor Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var cursor, out var error) ? cursor : throw new FormatException(error);

    /// <summary>Reads <c>epoch:sequence</c>; on failure <paramref name="error"/> says what is wrong and what would be right.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Cursor cursor, out string? error)
    {
        cursor = default;
        var colon = text.IndexOf(':');
        if (colon < 0)
        {
            error = $"'{Excerpt(text)}' is not a cursor: expected epoch:sequence, such as k3f9x0a2bc:42";
            return false;
        }

        var epoch = text[..colon];
        var digits = text[(colon + 1)..];
        error = CursorEpoch.Fault(epoch) ?? SequenceFault(digits);
        if (error is not null) return false;
        cursor = new Cursor(epoch.ToString(), long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture));
        return true;
    }

    /// <summary><c>epoch:sequence</c>; empty for the default value.</summary>
    public override string ToString() => Epoch is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{Epoch}:{Sequence}");

    static string? SequenceFault(ReadOnlySpan<char> digits)
    {
        if (digits.IsEmpty) return "the sequence after the colon is missing: expected digits";
        if (digits.ContainsAnyExceptInRange('0', '9')) return $"'{Excerpt(digits)}' is not a sequence: expected digits only";
        if (digits.Length > 1 && digits[0] == '0') return $"'{Excerpt(digits)}' is not a sequence: no leading zeros";
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? null
            : $"'{Excerpt(digits)}' is not a sequence: at most {long.MaxValue}";
    }

    static string Excerpt(ReadOnlySpan<char> text) => text.Length <= 80 ? text.ToString() : $"{text[..80]}…";
}
