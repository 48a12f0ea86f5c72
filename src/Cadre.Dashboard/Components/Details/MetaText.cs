using System.Collections.Immutable;
using System.Text.Json;

namespace Cadre.Dashboard.Components.Details;

/// <summary>What an agent reports beside what every agent has, as names and values.</summary>
internal static class MetaText
{
    private const int Most = 40;

    public static ImmutableArray<(string Name, string Value)> Of(JsonElement? meta) => meta is { ValueKind: JsonValueKind.Object } json
        ? [.. json.EnumerateObject().Take(Most).Select(member => (member.Name, Text(member.Value)))]
        : [];

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
