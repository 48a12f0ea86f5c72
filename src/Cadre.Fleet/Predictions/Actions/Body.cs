using System.Buffers;
using System.Text.Json;

namespace Cadre.Fleet;

internal static class Body
{
    /// <summary>A JSON object as the body of a request.</summary>
    public static JsonElement Of(Action<Utf8JsonWriter> writeMembers)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writeMembers(writer);
            writer.WriteEndObject();
        }
        return JsonElement.Parse(buffer.WrittenSpan);
    }
}
