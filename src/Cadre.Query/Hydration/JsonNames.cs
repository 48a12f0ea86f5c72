using System.Text.Json;

namespace Cadre.Query;

/// <summary>Small values in the JSON of states.</summary>
internal static class JsonNames
{
    public static string Of<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    public static T To<T>(JsonElement json) where T : struct, Enum => Enum.Parse<T>(json.GetString()!, ignoreCase: true);

    public static T Get<T>(this JsonElement json, string name, Func<JsonElement, T> read) where T : struct =>
        json.TryGetProperty(name, out var value) ? read(value) : default;

    public static long GetLong(this JsonElement json, string name) => json.Get(name, static value => value.GetInt64());

    public static Exception? GetError(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var message) ? new RestoredException(message.GetString() ?? "") : null;

    /// <summary>The type that an entry names.</summary>
    public static DataType Named(this DataTypes types, JsonElement entry)
    {
        var name = entry.GetProperty("type").GetString() ?? "";
        return types.Find(name) ?? throw new InvalidOperationException($"The type '{name}' is not among the {nameof(DataTypes)}.");
    }

    public static void WriteUnlessDefault(this Utf8JsonWriter writer, string name, long value)
    {
        if (value != 0) writer.WriteNumber(name, value);
    }

    public static void WriteUnlessDefault(this Utf8JsonWriter writer, string name, Exception? error)
    {
        if (error is not null) writer.WriteString(name, error.Message);
    }
}
