using System.Buffers;
using System.Text.Json;
using Cadre.Fleet;

namespace Cadre.Hub.Workspaces;

/// <summary>Encodes events for the log. Keeps its buffers, so it serves one writer only.</summary>
internal sealed class RecordEncoder
{
    private readonly ArrayBufferWriter<byte> _buffer = new(1024);
    private readonly Utf8JsonWriter _json = new(Stream.Null);

    public byte[] Encode(FleetEvent e, string? actor)
    {
        _buffer.ResetWrittenCount();
        _json.Reset(_buffer);
        _json.WriteStartObject();
        _json.WriteString("type"u8, e.Type);
        if (actor is not null)
            _json.WriteString("actor"u8, actor);
        _json.WritePropertyName("data"u8);
        FleetJson.WriteEventData(_json, e);
        _json.WriteEndObject();
        _json.Flush();
        return _buffer.WrittenSpan.ToArray();
    }
}
