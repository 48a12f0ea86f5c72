using System.Collections.Immutable;
using System.Text.Json;

namespace Cadre.Fleet;

/// <summary>Writes the members that several shapes share.</summary>
internal static class JsonWriting
{
    public static void WriteTexts(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, ImmutableArray<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts) writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    public static void WriteTaskIds(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, ImmutableArray<TaskId> ids)
    {
        writer.WriteStartArray(name);
        foreach (var id in ids) writer.WriteNumberValue(id.Value);
        writer.WriteEndArray();
    }

    public static void WriteCurrentTask(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, CurrentTask? current)
    {
        if (current is null)
        {
            writer.WriteNull(name);
            return;
        }
        writer.WriteStartObject(name);
        writer.WriteNumber("id"u8, current.Id.Value);
        writer.WriteString("title"u8, current.Title);
        writer.WriteEndObject();
    }

    public static void WriteNumberOrNull(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, double? number)
    {
        if (number is { } value) writer.WriteNumber(name, value);
        else writer.WriteNull(name);
    }

    /// <summary>Writes the member if there is a value.</summary>
    public static void WriteVerbatim(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, JsonElement? kept)
    {
        if (kept is not { } value) return;
        writer.WritePropertyName(name);
        VerbatimJson.Write(writer, value);
    }

    public static void WriteList<T>(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray(name);
        foreach (var item in items) write(writer, item);
        writer.WriteEndArray();
    }
}
