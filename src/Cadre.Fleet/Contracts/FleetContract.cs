using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cadre.Fleet;

/// <summary>The fleet contract: snake_case entities, three agent statuses, flat messages.</summary>
public static class FleetContract
{
    /// <summary>Writes the root container: agents, tasks, activity, projectProgress, wsConnected, lastSyncTimestamp.</summary>
    public static void WriteState(Utf8JsonWriter writer, FleetState state) => FleetShapes.WriteState(writer, state);

    /// <summary>Reads the root container.</summary>
    /// <returns>The state, or null with <paramref name="problem"/> set.</returns>
    public static FleetState? ReadState(JsonElement element, out FleetProblem? problem) =>
        Reading.Of<FleetState>(element, ActionShapes.State.Read, out problem);

    /// <summary>Writes an agent.</summary>
    public static void WriteAgent(Utf8JsonWriter writer, Agent agent) => FleetShapes.WriteAgent(writer, agent);

    /// <summary>Writes a task.</summary>
    public static void WriteTask(Utf8JsonWriter writer, FleetTask task) => FleetShapes.WriteTask(writer, task);

    /// <summary>Writes an activity item.</summary>
    public static void WriteActivity(Utf8JsonWriter writer, ActivityItem item) => FleetShapes.WriteActivity(writer, item);

    /// <summary>Writes the progress, or null.</summary>
    public static void WriteProgress(Utf8JsonWriter writer, ProjectProgress? progress) => FleetShapes.WriteProgress(writer, progress);

    /// <summary>Writes the flat message that tells an accepted event.</summary>
    /// <param name="writer">Where to write one JSON object.</param>
    /// <param name="e">The event.</param>
    /// <param name="after">The state after it.</param>
    /// <param name="projectId">The workspace's project id.</param>
    /// <param name="cursor">Where the event stands in the log, if the message is to say so.</param>
    /// <param name="time">When the event was accepted, Unix milliseconds: the timestamp of messages whose event has none of its own.</param>
    /// <returns>False when this contract has no message for the event; nothing is written then.</returns>
    public static bool WriteMessage(Utf8JsonWriter writer, FleetEvent e, FleetState after, int projectId, string? cursor, long? time = null) =>
        MessageWriter.Write(writer, e, after, new(projectId, cursor, time));

    /// <summary>Maps a flat message to a reducer action, JSON to JSON; null when the message is dropped.</summary>
    /// <param name="message">The message.</param>
    /// <param name="projectId">The project whose messages count; null for those of any project.</param>
    public static JsonObject? MapToAction(JsonElement message, int? projectId)
    {
        try
        {
            var buffer = new ArrayBufferWriter<byte>();
            using (var writer = new Utf8JsonWriter(buffer))
            {
                if (!ActionMapper.TryWrite(writer, message, projectId)) return null;
            }
            return JsonNode.Parse(buffer.WrittenSpan)!.AsObject();
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: text that no action could carry.
            return null;
        }
    }

    /// <summary>Reads a reducer action as an event.</summary>
    /// <returns>The event, or null with <paramref name="problem"/> set.</returns>
    public static FleetEvent? ReadAction(JsonElement action, out FleetProblem? problem) =>
        Reading.Of<FleetEvent>(action, ActionReader.Read, out problem);

    /// <summary>Reads a flat message that came to a hub. Never throws.</summary>
    public static MessageReading ReadMessage(JsonElement message, int projectId) => MessageReader.Read(message, projectId);
}
