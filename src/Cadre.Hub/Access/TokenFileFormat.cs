using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cadre.Hub.Access;

/// <summary>The content of <c>tokens.json</c>.</summary>
internal sealed record TokenFileContent(int Format, ImmutableList<TokenRecord> Tokens)
{
    public const int CurrentFormat = 1;

    public static TokenFileContent Empty { get; } = new(CurrentFormat, []);
}

[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    Converters = [typeof(RoleConverter)])]
[JsonSerializable(typeof(TokenFileContent))]
internal sealed partial class TokenFileJson : JsonSerializerContext;

internal sealed class RoleConverter : JsonConverter<Role>
{
    public override Role Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        RoleNames.TryParse(reader.GetString(), out var role)
            ? role
            : throw new JsonException($"'{reader.GetString()}' is not a role; use one of {string.Join(", ", RoleNames.All)}.");

    public override void Write(Utf8JsonWriter writer, Role value, JsonSerializerOptions options) =>
        writer.WriteStringValue(RoleNames.Of(value));
}
