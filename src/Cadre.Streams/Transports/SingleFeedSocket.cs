using System.Net.WebSockets;
using System.Text.Json;

namespace Cadre.Streams;

/// <summary>The native WebSocket stream: one feed, nothing inbound.</summary>
static class SingleFeedSocket
{
    const string Key = "";

    public static async Task RunAsync(WebSocket socket, FeedReader reader, CancellationToken cancellationToken)
    {
        var feed = reader.Feed;
        var options = new FeedSocketOptions
        {
            HeartbeatInterval = feed.Options.HeartbeatInterval,
            SlowReaderTimeout = feed.Options.SlowReaderTimeout,
            Heartbeat = static positions =>
                Message("heartbeat", "cursor", positions.TryGetValue(Key, out var cursor) ? cursor.ToString() : null),
            End = static (_, reason) => Message("end", "reason", reason),
        };
        await using var connection = new FeedSocket(socket, options, feed.Time);
        connection.Follow(Key, reader);
        await connection.RunAsync(static (_, _) => default, cancellationToken);
    }

    static ReadOnlyMemory<byte> Message(string type, string name, string? value)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("type", type);
            writer.WriteString(name, value);
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
