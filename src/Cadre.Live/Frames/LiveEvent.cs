using System.Text.Json;

namespace Cadre.Live;

/// <summary>A fact from a stream. Immutable.</summary>
/// <param name="Cursor">Its place in the stream.</param>
/// <param name="Type">What happened, such as <c>agent.updated</c>.</param>
/// <param name="Time">When the server accepted it.</param>
/// <param name="Data">What belongs to its type; undefined if the server sent nothing.</param>
/// <param name="Json">The whole message, for what else it holds.</param>
public sealed record LiveEvent(StreamCursor Cursor, string Type, DateTimeOffset Time, JsonElement Data, JsonElement Json);
