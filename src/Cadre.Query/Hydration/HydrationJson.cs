using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Cadre.Query;

/// <summary>A dehydrated state as JSON.</summary>
internal static class HydrationJson
{
    public static string Write(DehydratedState state, DataTypes types)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            WriteMembers(writer, state, types);
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static void WriteMembers(Utf8JsonWriter writer, DehydratedState state, DataTypes types)
    {
        writer.WriteStartArray("queries");
        foreach (var query in state.Queries) Write(writer, query, types);
        writer.WriteEndArray();
        writer.WriteStartArray("mutations");
        foreach (var mutation in state.Mutations) Write(writer, mutation, types);
        writer.WriteEndArray();
    }

    public static DehydratedState Read(string json, DataTypes types)
    {
        using var document = JsonDocument.Parse(json);
        return Read(document.RootElement, types);
    }

    public static DehydratedState Read(JsonElement state, DataTypes types)
    {
        var skipped = new List<Exception>();
        return new DehydratedState(
            ReadAll(state, "queries", entry => ReadQuery(entry, types), skipped),
            ReadAll(state, "mutations", entry => ReadMutation(entry, types), skipped))
        {
            Skipped = skipped,
        };
    }

    private static void Write(Utf8JsonWriter writer, DehydratedQuery query, DataTypes types)
    {
        var type = types.Find(query.DataType) ?? throw new InvalidOperationException(
            $"The query {query.Key} holds data of type {query.DataType}, which is not among the {nameof(DataTypes)}: add it, or leave the query out.");
        writer.WriteStartObject();
        WriteKey(writer, query.Key);
        writer.WriteString("type", type.Name);
        writer.WriteNumber("dehydratedAt", query.DehydratedAt);
        WriteMeta(writer, query.Meta);
        writer.WritePropertyName("state");
        QueryStateJson.Write(writer, query.State, type);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, DehydratedMutation mutation, DataTypes types)
    {
        writer.WriteStartObject();
        if (mutation.Key is { } key) WriteKey(writer, key);
        if (mutation.Scope is { } scope) writer.WriteString("scope", scope);
        WriteMeta(writer, mutation.Meta);
        writer.WritePropertyName("state");
        MutationStateJson.Write(writer, mutation.State, types);
        writer.WriteEndObject();
    }

    private static void WriteKey(Utf8JsonWriter writer, QueryKey key)
    {
        if (!KeyJson.IsData(key))
            throw new InvalidOperationException($"The key {key} has parts that JSON cannot hold, so that it would not be found again: use texts, numbers and bools.");
        writer.WritePropertyName("key");
        KeyJson.Write(writer, key);
    }

    /// <summary>Meta is free: what is no plain data stays behind.</summary>
    private static void WriteMeta(Utf8JsonWriter writer, IReadOnlyDictionary<string, object?>? meta)
    {
        var plain = meta?.Where(entry => KeyPart.IsPlain(entry.Value)).ToArray() ?? [];
        if (plain.Length == 0) return;
        writer.WritePropertyName("meta");
        KeyJson.Write(writer, KeyObject.Of(plain, 0));
    }

    private static List<T> ReadAll<T>(JsonElement state, string name, Func<JsonElement, T> read, List<Exception> skipped)
    {
        var entries = new List<T>();
        if (state.ValueKind != JsonValueKind.Object || !state.TryGetProperty(name, out var list) || list.ValueKind != JsonValueKind.Array)
            throw new JsonException($"This is no dehydrated state: it has no list of {name}.");
        foreach (var entry in list.EnumerateArray())
        {
            try
            {
                entries.Add(read(entry));
            }
            catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
            {
                skipped.Add(new InvalidOperationException($"An entry of '{name}' was left out: {error.Message} It says {Shortened(entry)}.", error));
            }
        }
        return entries;
    }

    private static DehydratedQuery ReadQuery(JsonElement entry, DataTypes types) => types.Named(entry).ReadQuery(
        KeyJson.ReadKey(entry.GetProperty("key")), entry.GetLong("dehydratedAt"), ReadMeta(entry), entry.GetProperty("state"));

    private static DehydratedMutation ReadMutation(JsonElement entry, DataTypes types) => new(
        entry.TryGetProperty("key", out var key) ? KeyJson.ReadKey(key) : null,
        MutationStateJson.Read(entry.GetProperty("state"), types),
        entry.TryGetProperty("scope", out var scope) ? scope.GetString() : null,
        ReadMeta(entry));

    private static IReadOnlyDictionary<string, object?>? ReadMeta(JsonElement entry) =>
        entry.TryGetProperty("meta", out var meta) ? KeyJson.Read(meta) as KeyObject : null;

    private static string Shortened(JsonElement entry)
    {
        var text = entry.GetRawText();
        return text.Length <= 200 ? text : text[..200] + "…";
    }
}
