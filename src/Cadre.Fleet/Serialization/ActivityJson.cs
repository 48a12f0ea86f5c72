using System.Collections.Immutable;
using System.Text.Json;

namespace Cadre.Fleet;

internal static class ActivityJson
{
    public static ImmutableArray<string> Members { get; } = ["timestamp", "type", "agent", "message", "detail"];

    public static ValueKind<ImmutableArray<ActivityItem>> ListKind { get; } =
        new ValueKind<ActivityItem>("an activity item", Read).List("a list of activity items");

    public static void Write(Utf8JsonWriter writer, ActivityItem item)
    {
        writer.WriteStartObject();
        WriteMembers(writer, item);
        writer.WriteEndObject();
    }

    public static void WriteMembers(Utf8JsonWriter writer, ActivityItem item)
    {
        writer.WriteString("timestamp"u8, item.Timestamp);
        writer.WriteString("type"u8, item.Type);
        writer.WriteString("agent"u8, item.Agent);
        writer.WriteString("message"u8, item.Message);
        writer.WriteVerbatim("detail"u8, item.Detail);
    }

    public static FleetProblem? Read(JsonElement element, out ActivityItem value)
    {
        var o = new ObjectReader(element);
        value = From(o);
        o.RefuseOthers(Members);
        return o.Problem;
    }

    public static ActivityItem From(ObjectReader o) => new()
    {
        Timestamp = o.Required("timestamp", Values.Text),
        Type = o.Or("type", Values.Word, ActivityTypes.ActivityUpdate),
        Agent = o.Or("agent", Values.Word, ActivityTypes.System),
        Message = o.Required("message", Values.Word),
        Detail = o.Or("detail", Values.Meta, null),
    };
}
