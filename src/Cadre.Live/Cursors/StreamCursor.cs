using System.Globalization;

namespace Cadre.Live;

/// <summary>Where a reader stands in a stream: the text <c>epoch:sequence</c>. Sequence 0 is before the first event.</summary>
/// <remarks>The epoch names one incarnation of a stream; sequences of different epochs cannot be compared. The default value names no stream.</remarks>
/// <param name="Epoch">Any text without a colon.</param>
/// <param name="Sequence">The last event seen, from 0.</param>
public readonly record struct StreamCursor(string Epoch, long Sequence)
{
    /// <summary>Whether this position is at or behind another of the same epoch.</summary>
    public bool IsReachedBy(StreamCursor other) => Epoch == other.Epoch && Sequence <= other.Sequence;

    /// <summary>Reads <c>epoch:sequence</c>.</summary>
    /// <exception cref="FormatException">The text is no cursor.</exception>
    public static StreamCursor Parse(string text) =>
        TryParse(text, out var cursor) ? cursor : throw new FormatException($"'{text}' is not a cursor: expected epoch:sequence, such as k3f9x0a2bc:42.");

    /// <summary>Reads <c>epoch:sequence</c>.</summary>
    public static bool TryParse(string? text, out StreamCursor cursor)
    {
        cursor = default;
        var colon = text?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        if (colon <= 0 || !long.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)) return false;
        cursor = new StreamCursor(text![..colon], sequence);
        return true;
    }

    /// <summary><c>epoch:sequence</c>; empty for the default value.</summary>
    public override string ToString() => Epoch is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{Epoch}:{Sequence}");
}
