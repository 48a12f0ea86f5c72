using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Cadre.Fleet;
using Cadre.Streams;

namespace Cadre.Hub.Workspaces;

/// <summary>
/// An event as the log keeps it: <c>{"type":…,"actor":…,"data":…}</c>. The stream's JSON is the same text with cursor, sequence
/// and time put in front, so that neither publishing nor reading the past encodes an event a second time.
/// </summary>
internal static class RecordedEvent
{
    public static FleetEvent Decode(LogEvent record)
    {
        var reader = new Utf8JsonReader(record.Data.Span);
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        var type = root.GetProperty("type"u8).GetString()!;
        return FleetJson.ReadEvent(type, root.GetProperty("data"u8), out var problem)
            ?? throw new InvalidDataException(
                $"The event at sequence {record.Sequence} of type '{type}' cannot be read: {problem?.Detail ?? "unknown type"}. "
                + "It was written by a newer version of Cadre, or the data folder is damaged.");
    }

    /// <summary>The event's type, read without parsing the rest; types need no escapes.</summary>
    public static string TypeOf(ReadOnlySpan<byte> record)
    {
        var type = record["{\"type\":\""u8.Length..];
        return Encoding.ASCII.GetString(type[..type.IndexOf((byte)'"')]);
    }

    /// <summary>Writes the event as readers see it.</summary>
    public static void WriteEnvelope(IBufferWriter<byte> output, Cursor cursor, long time, ReadOnlySpan<byte> record)
    {
        Span<byte> prefix = stackalloc byte[160];
        Utf8.TryWrite(
            prefix, $"{{\"cursor\":\"{cursor.Epoch}:{cursor.Sequence}\",\"sequence\":{cursor.Sequence},\"time\":{time},", out var length);
        output.Write(prefix[..length]);
        output.Write(record[1..]);
    }
}
