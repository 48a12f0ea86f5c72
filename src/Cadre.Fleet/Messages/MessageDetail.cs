using System.Buffers;
using System.Collections.Frozen;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Cadre.Fleet;

/// <summary>The members of a message that are neither envelope nor part of the activity item it becomes, kept as they are.</summary>
internal static class MessageDetail
{
    public static FrozenSet<string> Envelope { get; } =
        FrozenSet.Create(StringComparer.Ordinal, "type", "project_id", "timestamp", "cursor", "request_id", "agent", "agent_id", "message", "activity_type");

    /// <returns>False when the members are nested too deep to be kept.</returns>
    public static bool TryTake(JsonElement source, out JsonElement? detail)
    {
        detail = null;
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var member in source.EnumerateObject())
            {
                if (Envelope.Contains(member.Name)) continue;
                writer.WritePropertyName(member.Name);
                writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(member.Value), skipInputValidation: true);
            }
            writer.WriteEndObject();
        }
        if (buffer.WrittenCount <= "{}".Length) return true;
        var kept = VerbatimJson.TryKeep(JsonElement.Parse(buffer.WrittenSpan, new() { MaxDepth = 256 }), out var value);
        detail = value;
        return kept;
    }
}
