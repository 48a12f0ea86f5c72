using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Cadre.Hub.OpenApi;

/// <summary>Short ways to say what JSON looks like.</summary>
internal static class Shapes
{
    public static OpenApiSchema Text(string description, int? maxLength = null, string? pattern = null) =>
        new() { Type = JsonSchemaType.String, Description = description, MaxLength = maxLength, Pattern = pattern };

    public static OpenApiSchema Choice(string description, params IEnumerable<string> values) =>
        new() { Type = JsonSchemaType.String, Description = description, Enum = [.. values.Select(v => (JsonNode)JsonValue.Create(v))] };

    public static OpenApiSchema Whole(string description, long? min = null, long? max = null) =>
        new() { Type = JsonSchemaType.Integer, Format = "int64", Description = description, Minimum = Bound(min), Maximum = Bound(max) };

    public static OpenApiSchema Number(string description, double? min = null, double? max = null) =>
        new() { Type = JsonSchemaType.Number, Format = "double", Description = description, Minimum = Bound(min), Maximum = Bound(max) };

    public static OpenApiSchema Flag(string description) => new() { Type = JsonSchemaType.Boolean, Description = description };

    public static OpenApiSchema Time(string description) => Whole(description + " Unix milliseconds.", 0);

    public static OpenApiSchema ListOf(string description, IOpenApiSchema item) =>
        new() { Type = JsonSchemaType.Array, Description = description, Items = item };

    /// <summary>An object of any members.</summary>
    public static OpenApiSchema Free(string description) =>
        new() { Type = JsonSchemaType.Object, Description = description, AdditionalPropertiesAllowed = true };

    /// <summary>An object. A name that ends in <c>?</c> is an optional member.</summary>
    public static OpenApiSchema Object(string description, params (string Name, IOpenApiSchema Schema)[] members) => new()
    {
        Type = JsonSchemaType.Object,
        Description = description,
        Properties = members.ToDictionary(m => m.Name.TrimEnd('?'), m => m.Schema),
        Required = members.Where(m => !m.Name.EndsWith('?')).Select(m => m.Name).ToHashSet(),
        AdditionalPropertiesAllowed = false,
    };

    /// <summary>One of several forms.</summary>
    public static OpenApiSchema AnyOf(string description, params IReadOnlyList<IOpenApiSchema> forms) => new() { Description = description, AnyOf = [.. forms] };

    /// <summary>The form under a name of its own.</summary>
    public static OpenApiSchema Titled(string title, OpenApiSchema schema)
    {
        var titled = (OpenApiSchema)schema.CreateShallowCopy();
        titled.Title = title;
        return titled;
    }

    /// <summary>The form, or null.</summary>
    public static OpenApiSchema OrNull(IOpenApiSchema schema)
    {
        var nullable = (OpenApiSchema)schema.CreateShallowCopy();
        nullable.Type |= JsonSchemaType.Null;
        return nullable;
    }

    /// <summary>A schema of <see cref="SchemaCatalog"/>.</summary>
    public static IOpenApiSchema Ref(string name) => new OpenApiSchemaReference(name, hostDocument: null);

    private static string? Bound(double? value) => value?.ToString("R", CultureInfo.InvariantCulture);

    private static string? Bound(long? value) => value?.ToString(CultureInfo.InvariantCulture);
}
