using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Cadre.Query;

/// <summary>A dehydrated state in a storage: with its version and its time.</summary>
internal static class StoredState
{
    public static string Write(QueryClient client, QueryPersistenceOptions options)
    {
        var state = client.Dehydrate(options.Dehydrate with
        {
            ShouldDehydrateQuery = query =>
                options.Types.Knows(query.DataType) && KeyJson.IsData(query.Key) && options.Dehydrate.ShouldDehydrateQuery(query),
            ShouldDehydrateMutation = mutation =>
                MutationStateJson.CanWrite(mutation.State, options.Types) && KeyJson.IsData(mutation.Options.Key) && options.Dehydrate.ShouldDehydrateMutation(mutation),
        });
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("version", options.Version);
            writer.WriteNumber("savedAt", client.Timers.Now);
            HydrationJson.WriteMembers(writer, state, options.Types);
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Null: of another version, or too old.</summary>
    public static DehydratedState? Read(string stored, QueryPersistenceOptions options, long now)
    {
        using var document = JsonDocument.Parse(stored);
        var root = document.RootElement;
        var isOurs = root.ValueKind == JsonValueKind.Object
            && root.TryGetProperty("version", out var version) && version.ValueEquals(options.Version)
            && now - root.GetLong("savedAt") <= (long)options.MaxAge.TotalMilliseconds;
        return isOurs ? HydrationJson.Read(root, options.Types) : null;
    }
}
