using System.Globalization;
using System.Text.Json;

namespace Cadre.Live;

/// <summary>Reads the messages of the native stream. What it cannot read becomes a malformed frame, never an exception.</summary>
internal static class FrameReader
{
    /// <param name="json">The message.</param>
    /// <param name="name">The type, if the transport says it; else the message does.</param>
    /// <param name="id">The cursor, if the transport says it.</param>
    public static StreamFrame Read(ReadOnlySpan<byte> json, string? name = null, string? id = null)
    {
        StreamCursor? place = StreamCursor.TryParse(id, out var given) ? given : null;
        try
        {
            return Read(JsonElement.Parse(json), name, place);
        }
        catch (JsonException error)
        {
            return StreamFrame.Malformed($"not JSON: {error.Message}", place);
        }
    }

    public static StreamFrame Read(JsonElement message, string? name, StreamCursor? place)
    {
        if (message.ValueKind != JsonValueKind.Object) return StreamFrame.Malformed($"expected an object, found {message.ValueKind}", place);
        if (StreamCursor.TryParse(Text(message, "cursor"), out var own)) place = own;
        return (name ?? Text(message, "type")) switch
        {
            null => StreamFrame.Malformed("the type is missing", place),
            "heartbeat" => StreamFrame.Heartbeat(place),
            "end" => StreamFrame.End(Text(message, "reason") ?? "unknown"),
            "reset" => StreamFrame.Reset(Text(message, "reason") ?? "unknown", place, State(message)),
            var type => ReadEvent(message, type, place),
        };
    }

    public static JsonElement? State(JsonElement message) => message.TryGetProperty("state", out var state) ? state : null;

    public static string? Text(JsonElement message, string name) =>
        message.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static StreamFrame ReadEvent(JsonElement message, string type, StreamCursor? place)
    {
        if (place is not { } cursor) return StreamFrame.Malformed($"an event of type '{type}' has no usable cursor", null);
        if (Time(message) is not { } time) return StreamFrame.Malformed($"the event {cursor} of type '{type}' has no usable time", cursor);
        message.TryGetProperty("data", out var data);
        return StreamFrame.Of(new LiveEvent(cursor, type, time, data, message));
    }

    private static DateTimeOffset? Time(JsonElement message)
    {
        if (!message.TryGetProperty("time", out var time)) return null;
        switch (time.ValueKind)
        {
            case JsonValueKind.Number when time.TryGetInt64(out var unix) && unix > 0 && unix <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds():
                return DateTimeOffset.FromUnixTimeMilliseconds(unix);
            case JsonValueKind.String when DateTimeOffset.TryParse(
                time.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed):
                return parsed;
            default:
                return null;
        }
    }
}
