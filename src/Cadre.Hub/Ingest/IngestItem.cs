using System.Text.Json;
using Cadre.Fleet;
using Cadre.Hub.Workspaces;

namespace Cadre.Hub.Ingest;

/// <summary>A reported event as read: a unit to decide, or why there is none.</summary>
/// <param name="Unit">What it proposes; null when it proposes nothing.</param>
/// <param name="Ignored">Why it is passed over; null when it is not.</param>
/// <param name="Problem">What is wrong with it; null when nothing is.</param>
internal readonly record struct IngestItem(CommandUnit? Unit, string? Ignored = null, FleetProblem? Problem = null)
{
    /// <summary>Reads one item. Never throws.</summary>
    /// <param name="json">The item.</param>
    /// <param name="dialect">The language it is in.</param>
    /// <param name="projectId">The project number of the workspace it goes to.</param>
    public static IngestItem Read(JsonElement json, Dialect dialect, int projectId) =>
        json.ValueKind != JsonValueKind.Object ? WrongType("", json, "an object")
        : dialect == Dialect.Fleet ? ReadMessage(json, projectId)
        : ReadNative(json);

    private static IngestItem ReadMessage(JsonElement json, int projectId) => FleetContract.ReadMessage(json, projectId) switch
    {
        MessageReading.Proposals proposals => new IngestItem(new CommandUnit(proposals.Events, Strict: false)),
        MessageReading.Dropped dropped => new IngestItem(null, Ignored: dropped.Reason),
        MessageReading.Refused refused => new IngestItem(null, Problem: refused.Problem),
        var other => throw new InvalidOperationException($"A message was read as {other.GetType()}."),
    };

    private static IngestItem ReadNative(JsonElement json)
    {
        if (!json.TryGetProperty("type"u8, out var type) || type.ValueKind != JsonValueKind.String)
            return WrongType("/type", type, "the type of an event, such as agent.updated");
        if (!json.TryGetProperty("data"u8, out var data) || data.ValueKind != JsonValueKind.Object)
            return WrongType("/data", data, "an object with the event's data");

        return FleetJson.ReadEvent(type.GetString()!, data, out var problem) is { } e
            ? new IngestItem(new CommandUnit([e]))
            : new IngestItem(null, Problem: problem);
    }

    private static IngestItem WrongType(string pointer, JsonElement value, string expected) =>
        new(null, Problem: new FleetProblem("invalid-value", $"The item{(pointer.Length > 0 ? $"'s '{pointer[1..]}'" : "")} is not {expected}.")
        {
            Pointer = pointer,
            Value = value.ValueKind == JsonValueKind.Undefined ? null : value.GetRawText(),
            Expected = expected,
        });
}
