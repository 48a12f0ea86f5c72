using System.Text.Json;
using Cadre.Hub.Problems;
using Cadre.Hub.Requests;
using Cadre.Streams;

namespace Cadre.Hub.Projects;

/// <summary>What the fleet contract's WebSocket says beside the events.</summary>
internal static class SocketMessages
{
    public static byte[] Subscribed(int projectId, Cursor cursor) => Message("subscribed", (projectId, cursor), static (json, m) =>
    {
        json.WriteNumber("project_id"u8, m.projectId);
        json.WriteString("cursor"u8, m.cursor.ToString());
    });

    public static byte[] Unsubscribed(int projectId) =>
        Message("unsubscribed", projectId, static (json, projectId) => json.WriteNumber("project_id"u8, projectId));

    public static byte[] Pong(long now) => Message("pong", now, static (json, now) => json.WriteNumber("timestamp"u8, now));

    public static byte[] Heartbeat(long now, IReadOnlyDictionary<string, Cursor> cursors) =>
        Message("heartbeat", (now, cursors), static (json, m) =>
        {
            json.WriteNumber("timestamp"u8, m.now);
            json.WriteStartObject("cursors"u8);
            foreach (var (projectId, cursor) in m.cursors)
                json.WriteString(projectId, cursor.ToString());
            json.WriteEndObject();
        });

    public static byte[] End(string? projectId, string reason) => Message("end", (projectId, reason), static (json, m) =>
    {
        if (int.TryParse(m.projectId, out var number))
            json.WriteNumber("project_id"u8, number);
        json.WriteString("reason"u8, m.reason);
    });

    public static byte[] Accepted(JsonElement requestId, Cursor cursor) => Acknowledged(requestId, "accepted", null, cursor);

    public static byte[] Ignored(JsonElement requestId, string reason, Cursor cursor) => Acknowledged(requestId, "ignored", reason, cursor);

    public static byte[] Error(JsonElement requestId, Problem problem) => Message("error", (requestId, problem), static (json, m) =>
    {
        WriteRequestId(json, m.requestId);
        json.WriteString("message"u8, m.problem.Detail);
        ProblemWriter.WriteMembers(json, m.problem);
    });

    private static byte[] Acknowledged(JsonElement requestId, string result, string? reason, Cursor cursor) =>
        Message("ack", (requestId, result, reason, cursor), static (json, m) =>
        {
            WriteRequestId(json, m.requestId);
            json.WriteString("result"u8, m.result);
            if (m.reason is not null)
                json.WriteString("reason"u8, m.reason);
            json.WriteString("cursor"u8, m.cursor.ToString());
        });

    private static void WriteRequestId(Utf8JsonWriter json, JsonElement requestId)
    {
        if (requestId.ValueKind == JsonValueKind.Undefined)
            return;

        json.WritePropertyName("request_id"u8);
        requestId.WriteTo(json);
    }

    private static byte[] Message<T>(string type, T content, Action<Utf8JsonWriter, T> write) =>
        JsonBytes.Of((type, content, write), static (json, m) =>
        {
            json.WriteStartObject();
            json.WriteString("type"u8, m.type);
            m.write(json, m.content);
            json.WriteEndObject();
        });
}
