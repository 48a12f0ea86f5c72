using System.Text.Json;
using Cadre.Query;

namespace Cadre.Conformance.Query;

/// <summary>JSON as plain values: null, bool, double, string, <see cref="List{T}"/> and <see cref="Dictionary{TKey,TValue}"/>.</summary>
/// <remarks>The pages of an infinite query count as an object of its pages and page parameters.</remarks>
internal static class Json
{
    public static object? Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return Read(document.RootElement);
    }

    public static object? Read(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Array => element.EnumerateArray().Select(Read).ToList(),
        JsonValueKind.Object => ReadObject(element),
        _ => throw new JsonException($"There is no value of kind {element.ValueKind}."),
    };

    private static Dictionary<string, object?> ReadObject(JsonElement element)
    {
        var members = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject()) members[member.Name] = Read(member.Value);
        return members;
    }

    /// <summary>A copy of everything in it, as plain values.</summary>
    public static object? Copy(object? value) => value switch
    {
        InfiniteData<object?, object?> data => Copy(AsObject(data)),
        IReadOnlyDictionary<string, object?> members => members.ToDictionary(member => member.Key, member => Copy(member.Value), StringComparer.Ordinal),
        IEnumerable<object?> items => items.Select(Copy).ToList(),
        _ => value,
    };

    public static Dictionary<string, object?> AsObject(InfiniteData<object?, object?> data) =>
        new(StringComparer.Ordinal) { ["pages"] = data.Pages, ["pageParams"] = data.PageParams };

    public static bool Same(object? left, object? right) => CanonicalJson.Of(left) == CanonicalJson.Of(right);
}
