using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace Cadre.Cli.Feeding;

/// <summary>One message of the input.</summary>
/// <param name="Place">Where it stands, for the user: "line 12" or "item 12".</param>
/// <param name="Json">The message as UTF-8 JSON on one line.</param>
/// <param name="Fault">Why it cannot be sent, if it cannot.</param>
internal sealed record FeedItem(string Place, ReadOnlyMemory<byte> Json, string? Fault = null)
{
    /// <summary>Deeper messages are refused here already; a hub takes less.</summary>
    public const int MaxDepth = 64;

    /// <summary>When the message says it happened, in Unix milliseconds.</summary>
    public long? Time { get; private init; }

    /// <summary>How many bytes of the input had been read when it was found.</summary>
    public long InputPosition { get; init; }

    /// <summary>Looks at a message only as far as sending and pacing need: that it is one JSON object, and its time.</summary>
    public static FeedItem Parse(string place, ReadOnlyMemory<byte> json)
    {
        if (!Utf8.IsValid(json.Span))
            return new(place, default, "is not valid UTF-8");
        var reader = new Utf8JsonReader(json.Span, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
                return new(place, default, $"is {Describe(reader.TokenType)}, expected a JSON object");
            return new(place, json) { Time = ReadTime(ref reader) };
        }
        catch (JsonException e)
        {
            return new(place, default, $"is not JSON: {WithoutPosition(e.Message)} (column {e.BytePositionInLine + 1})");
        }
    }

    // Reads to the end, so that what follows the time is checked as well.
    private static long? ReadTime(ref Utf8JsonReader reader)
    {
        long? time = null;
        while (reader.Read())
        {
            if (reader.CurrentDepth != 1 || reader.TokenType != JsonTokenType.PropertyName)
                continue;
            var isTime = reader.ValueTextEquals("timestamp"u8) || reader.ValueTextEquals("time"u8);
            reader.Read();
            if (isTime)
                time ??= ParseTime(ref reader);
        }

        return time;
    }

    private static long? ParseTime(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Number when reader.TryGetInt64(out var milliseconds) => milliseconds,
        JsonTokenType.String when DateTimeOffset.TryParse(
            reader.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) => time.ToUnixTimeMilliseconds(),
        _ => null,
    };

    private static string Describe(JsonTokenType token) => token switch
    {
        JsonTokenType.StartArray => "a JSON array",
        JsonTokenType.String => "a JSON string",
        JsonTokenType.Number => "a JSON number",
        JsonTokenType.True or JsonTokenType.False => "a JSON boolean",
        _ => "null",
    };

    private static string WithoutPosition(string message) =>
        message.IndexOf(" LineNumber:", StringComparison.Ordinal) is >= 0 and var end ? message[..end].TrimEnd('.', ' ') : message;
}
