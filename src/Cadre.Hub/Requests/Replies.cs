using System.Text.Json;
using Cadre.Fleet;
using Cadre.Hub.Workspaces;
using Microsoft.AspNetCore.Http;

namespace Cadre.Hub.Requests;

/// <summary>The forms that answers share.</summary>
internal static class Replies
{
    /// <summary>An object of some members and the cursor they stand at.</summary>
    public static Reply Members(FleetPoint point, Action<Utf8JsonWriter, FleetPoint> members)
    {
        var body = JsonBytes.Of((point, members), static (json, answer) =>
        {
            json.WriteStartObject();
            answer.members(json, answer.point);
            json.WriteString("cursor"u8, answer.point.Cursor.ToString());
            json.WriteEndObject();
        });
        return new Reply(StatusCodes.Status200OK, body) { Cursor = point.Cursor.ToString() };
    }

    /// <summary>One entity as it is.</summary>
    public static Reply Entity<T>(FleetPoint point, T entity, long version, Action<Utf8JsonWriter, T> write) =>
        new(StatusCodes.Status200OK, JsonBytes.Of(entity, write)) { Cursor = point.Cursor.ToString(), ETag = TagOf(version) };

    /// <summary>One entity after a change: <c>{"ok":true,"state":…,"cursor":…}</c>.</summary>
    public static Reply Changed<T>(FleetPoint point, T entity, long version, Action<Utf8JsonWriter, T> write) =>
        Done(point, json =>
        {
            json.WritePropertyName("state"u8);
            write(json, entity);
        }) with { ETag = TagOf(version) };

    /// <summary>A change that leaves nothing to show: <c>{"ok":true,"cursor":…}</c>.</summary>
    public static Reply Done(FleetPoint point, Action<Utf8JsonWriter>? members = null) => Members(point, (json, _) =>
    {
        json.WriteBoolean("ok"u8, true);
        members?.Invoke(json);
    });

    /// <summary>The answer for an entity that the request created.</summary>
    public static Reply Created(Reply changed, string location) => changed with { Status = StatusCodes.Status201Created, Location = location };

    private static string TagOf(long version) => $"\"{version}\"";
}
