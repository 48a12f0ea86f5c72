using System.Globalization;
using System.Text.Json;

namespace Cadre.Hub.Tests.OpenApi;

/// <summary>Checks JSON against the schemas of the API document, as far as the document uses JSON Schema.</summary>
internal sealed class SchemaChecker(JsonElement document)
{
    /// <summary>Every way in which the value differs from the schema.</summary>
    public IEnumerable<string> Check(JsonElement value, JsonElement schema, string at = "")
    {
        if (schema.TryGetProperty("$ref", out var reference))
            return Check(value, Resolve(reference.GetString()!), at);
        if (schema.TryGetProperty("anyOf", out var forms))
            return forms.EnumerateArray().Any(form => !Check(value, form, at).Any()) ? [] : [$"{at}: no form of anyOf fits {value.GetRawText()}"];
        return CheckType(value, schema, at)
            .Concat(CheckEnum(value, schema, at))
            .Concat(CheckRange(value, schema, at))
            .Concat(CheckObject(value, schema, at))
            .Concat(CheckArray(value, schema, at));
    }

    private JsonElement Resolve(string reference) =>
        reference.TrimStart('#', '/').Split('/').Aggregate(document, (element, name) => element.GetProperty(name));

    private static IEnumerable<string> CheckType(JsonElement value, JsonElement schema, string at)
    {
        if (!schema.TryGetProperty("type", out var type))
            yield break;
        var types = type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(t => t.GetString()) : [type.GetString()];
        if (!types.Any(t => Is(value, t!)))
            yield return $"{at}: {value.GetRawText()} is not {type.GetRawText()}";
    }

    private static bool Is(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => throw new NotSupportedException(type),
    };

    private static IEnumerable<string> CheckEnum(JsonElement value, JsonElement schema, string at)
    {
        if (schema.TryGetProperty("enum", out var allowed) && !allowed.EnumerateArray().Any(a => JsonElement.DeepEquals(a, value)))
            yield return $"{at}: {value.GetRawText()} is not one of {allowed.GetRawText()}";
    }

    private static IEnumerable<string> CheckRange(JsonElement value, JsonElement schema, string at)
    {
        if (value.ValueKind != JsonValueKind.Number)
            yield break;
        var number = value.GetDouble();
        if (schema.TryGetProperty("minimum", out var min) && number < min.GetDouble())
            yield return string.Create(CultureInfo.InvariantCulture, $"{at}: {number} is less than {min}");
        if (schema.TryGetProperty("maximum", out var max) && number > max.GetDouble())
            yield return string.Create(CultureInfo.InvariantCulture, $"{at}: {number} is more than {max}");
    }

    private IEnumerable<string> CheckObject(JsonElement value, JsonElement schema, string at)
    {
        if (value.ValueKind != JsonValueKind.Object)
            yield break;
        if (schema.TryGetProperty("required", out var required))
        {
            foreach (var name in required.EnumerateArray().Select(r => r.GetString()!).Where(name => !value.TryGetProperty(name, out _)))
                yield return $"{at}: the member '{name}' is missing";
        }

        var properties = schema.TryGetProperty("properties", out var declared) ? declared : default;
        var closed = schema.TryGetProperty("additionalProperties", out var more) && more.ValueKind == JsonValueKind.False;
        foreach (var member in value.EnumerateObject())
        {
            if (properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty(member.Name, out var property))
            {
                foreach (var difference in Check(member.Value, property, $"{at}/{member.Name}"))
                    yield return difference;
            }
            else if (closed)
            {
                yield return $"{at}: the member '{member.Name}' is not in the document";
            }
        }
    }

    private IEnumerable<string> CheckArray(JsonElement value, JsonElement schema, string at)
    {
        if (value.ValueKind != JsonValueKind.Array || !schema.TryGetProperty("items", out var items))
            yield break;
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            foreach (var difference in Check(item, items, $"{at}/{index}"))
                yield return difference;
            index++;
        }
    }
}
