using System.Text.Json;

namespace Cadre.Conformance;

/// <summary>Compares JSON by meaning: the order of members does not count, numbers count by value.</summary>
internal static class JsonDifference
{
    private const string AnyText = "<any non-empty text>";

    /// <summary>The first difference, or null when there is none.</summary>
    /// <param name="expected">What should be.</param>
    /// <param name="actual">What is.</param>
    /// <param name="meansNone">Whether a member of that name and value means the same as its absence.</param>
    /// <param name="path">Where both stand.</param>
    public static string? First(JsonElement expected, JsonElement actual, Func<string, JsonElement, bool> meansNone, string path = "$")
    {
        if (expected.ValueKind is JsonValueKind.String && expected.GetString() == AnyText)
            return actual.ValueKind is JsonValueKind.String && actual.GetString()!.Length > 0 ? null : Different(path, "some text", Shown(actual));
        if (expected.ValueKind != actual.ValueKind) return Different(path, Shown(expected), Shown(actual));
        return expected.ValueKind switch
        {
            JsonValueKind.Object => InMembers(expected, actual, meansNone, path),
            JsonValueKind.Array => InItems(expected, actual, meansNone, path),
            JsonValueKind.Number when expected.GetDouble() != actual.GetDouble() => Different(path, Shown(expected), Shown(actual)),
            JsonValueKind.String when expected.GetString() != actual.GetString() => Different(path, Shown(expected), Shown(actual)),
            _ => null,
        };
    }

    private static string? InMembers(JsonElement expected, JsonElement actual, Func<string, JsonElement, bool> meansNone, string path)
    {
        foreach (var member in expected.EnumerateObject())
        {
            var there = actual.TryGetProperty(member.Name, out var value);
            if (meansNone(member.Name, member.Value) && (!there || meansNone(member.Name, value))) continue;
            if (!there) return Different($"{path}.{member.Name}", Shown(member.Value), "nothing");
            if (First(member.Value, value, meansNone, $"{path}.{member.Name}") is { } difference) return difference;
        }
        foreach (var member in actual.EnumerateObject())
        {
            if (!expected.TryGetProperty(member.Name, out _) && !meansNone(member.Name, member.Value))
                return Different($"{path}.{member.Name}", "nothing", Shown(member.Value));
        }
        return null;
    }

    private static string? InItems(JsonElement expected, JsonElement actual, Func<string, JsonElement, bool> meansNone, string path)
    {
        if (expected.GetArrayLength() != actual.GetArrayLength())
            return Different(path, $"{expected.GetArrayLength()} items", $"{actual.GetArrayLength()} items: {Shown(actual)}");
        for (var i = 0; i < expected.GetArrayLength(); i++)
        {
            if (First(expected[i], actual[i], meansNone, $"{path}[{i}]") is { } difference) return difference;
        }
        return null;
    }

    private static string Different(string path, string expected, string actual) => $"at {path} expected {expected}, got {actual}";

    private static string Shown(JsonElement element) => element.GetRawText() is { Length: > 200 } text ? text[..200] + "…" : element.GetRawText();
}
