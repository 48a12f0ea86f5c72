using System.Runtime.InteropServices;
using System.Text.Json;
using Cadre.Streams;

namespace Cadre.Cli.Watching;

/// <summary>One event as the hub sent it.</summary>
/// <param name="Cursor">Its place in the log.</param>
/// <param name="Json">The whole event.</param>
internal readonly record struct HubEvent(Cursor Cursor, JsonElement Json)
{
    public string Type => Json.TryGetProperty("type", out var type) ? type.GetString() ?? "" : "";

    /// <exception cref="BrokenPromiseException">It bears no cursor.</exception>
    public static HubEvent Read(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Object
            && json.TryGetProperty("cursor", out var text)
            && text.ValueKind == JsonValueKind.String
            && Cursor.TryParse(text.GetString(), out var cursor, out _))
            return new(cursor, json);
        throw new BrokenPromiseException("it sent an event without a cursor");
    }

    /// <summary>The event byte for byte as it was received.</summary>
    public ReadOnlySpan<byte> Raw => JsonMarshal.GetRawUtf8Value(Json);
}
