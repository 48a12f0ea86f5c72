using System.Buffers;
using Cadre.Fleet;
using Cadre.Streams;

namespace Cadre.Hub.Workspaces;

/// <summary>Every event as it was recorded, with its cursor, sequence and time.</summary>
internal sealed class NativeFormat : IFeedFormat
{
    public string Name => "native";

    public bool NeedsStates => false;

    public Frame Encode(in AppliedEvent e, Cursor cursor)
    {
        var json = new ArrayBufferWriter<byte>(e.Record.Length + 128);
        RecordedEvent.WriteEnvelope(json, cursor, e.Time, e.Record.Span);
        return FrameEncoder.Encode(cursor, RecordedEvent.TypeOf(e.Record.Span), json.WrittenSpan);
    }

    public Frame Reset(ResetReason reason, FleetPoint point) =>
        FrameEncoder.Encode(point.Cursor, "reset", (reason, point), static (json, reset) =>
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "reset"u8);
            json.WriteString("reason"u8, ResetReasons.NameOf(reset.reason));
            json.WriteString("cursor"u8, reset.point.Cursor.ToString());
            json.WriteNumber("time"u8, reset.point.Time);
            json.WritePropertyName("state"u8);
            FleetJson.WriteState(json, reset.point.State);
            json.WriteEndObject();
        });
}
