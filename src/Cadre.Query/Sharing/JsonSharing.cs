using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cadre.Query;

/// <summary>Equality of untyped JSON, which the types themselves do not have.</summary>
internal static class JsonSharing
{
    public static bool AreEqual(JsonElement left, JsonElement right) =>
        left.ValueKind == JsonValueKind.Undefined || right.ValueKind == JsonValueKind.Undefined
            ? left.ValueKind == right.ValueKind
            : JsonElement.DeepEquals(left, right);

    public static bool AreEqual(object left, object right) =>
        left is JsonElement element ? AreEqual(element, (JsonElement)right) : JsonNode.DeepEquals((JsonNode)left, (JsonNode)right);
}
