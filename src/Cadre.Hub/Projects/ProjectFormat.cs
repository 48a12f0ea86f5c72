using System.Text.Json;
using Cadre.Fleet;
using Cadre.Hub.Requests;
using Cadre.Hub.Workspaces;
using Cadre.Streams;

namespace Cadre.Hub.Projects;

/// <summary>Every event that the fleet contract has a message for, as that flat message.</summary>
internal sealed class ProjectFormat(int projectId) : IFeedFormat
{
    public string Name => "project";

    public bool NeedsStates => true;

    public Frame Encode(in AppliedEvent e, Cursor cursor)
    {
        var message = JsonBytes.Of((e, cursor, projectId), static (json, m) =>
            FleetContract.WriteMessage(json, m.e.Event, m.e.After, m.projectId, m.cursor.ToString(), m.e.Time));
        return message.Length == 0 ? Frame.Empty(e.Sequence) : FrameEncoder.Encode(cursor, "message", message);
    }

    public Frame Reset(ResetReason reason, FleetPoint point) =>
        FrameEncoder.Encode(point.Cursor, "message", (reason, point, projectId), static (json, reset) =>
        {
            var (reason, point, projectId) = reset;
            json.WriteStartObject();
            json.WriteString("type"u8, "reset"u8);
            json.WriteNumber("project_id"u8, projectId);
            json.WriteString("reason"u8, ResetReasons.NameOf(reason));
            json.WriteString("cursor"u8, point.Cursor.ToString());
            WriteList(json, "agents"u8, point.State.Agents, FleetContract.WriteAgent);
            WriteList(json, "tasks"u8, point.State.Tasks, FleetContract.WriteTask);
            WriteList(json, "activity"u8, point.State.Activity, FleetContract.WriteActivity);
            json.WritePropertyName("progress"u8);
            FleetContract.WriteProgress(json, point.State.Progress);
            json.WriteEndObject();
        });

    private static void WriteList<T>(Utf8JsonWriter json, ReadOnlySpan<byte> name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
            write(json, item);
        json.WriteEndArray();
    }
}
