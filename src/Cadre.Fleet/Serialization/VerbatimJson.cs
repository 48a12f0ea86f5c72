using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Cadre.Fleet;

/// <summary>JSON of senders that is kept as it came: the text of numbers and strings stays, only space between tokens goes.</summary>
/// <remarks>Space goes because a line break in a value would end a line of an event stream.</remarks>
internal static class VerbatimJson
{
    /// <summary>Deeper values could not be read back by readers that allow 64 levels, wrapped in an event as they are.</summary>
    public const int MaxDepth = 32;

    /// <summary>A copy that does not hold on to the document it was read from; false when it is nested too deep.</summary>
    public static bool TryKeep(JsonElement element, out JsonElement kept)
    {
        var raw = JsonMarshal.GetRawUtf8Value(element);
        var buffer = ArrayPool<byte>.Shared.Rent(raw.Length);
        try
        {
            var fits = TryCompact(raw, buffer, out var length);
            kept = fits ? JsonElement.Parse(buffer.AsSpan(0, length)) : default;
            return fits;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public static void Write(Utf8JsonWriter writer, JsonElement kept) => writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(kept), skipInputValidation: true);

    public static int LengthOf(JsonElement kept) => JsonMarshal.GetRawUtf8Value(kept).Length;

    private static bool TryCompact(ReadOnlySpan<byte> raw, Span<byte> compact, out int length)
    {
        var (inString, escaped, depth) = (false, false, 0);
        length = 0;
        foreach (var b in raw)
        {
            if (!inString && b is ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')) continue;
            compact[length++] = b;
            if (inString)
            {
                inString = escaped || b != '"';
                escaped = !escaped && b == '\\';
            }
            else if (b == '"') inString = true;
            else if (b is (byte)'{' or (byte)'[')
            {
                if (++depth > MaxDepth) return false;
            }
            else if (b is (byte)'}' or (byte)']') depth--;
        }
        return true;
    }
}
