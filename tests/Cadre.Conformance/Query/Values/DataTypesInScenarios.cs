using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Cadre.Query;

namespace Cadre.Conformance.Query;

/// <summary>How data of scenarios goes through JSON on its way to another client.</summary>
internal static class DataTypesInScenarios
{
    private static readonly JsonSerializerOptions Options = new()
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        Converters = { new AnyConverter(), new PagesConverter() },
    };

    public static DataTypes All { get; } = new DataTypes().Add("any", Info<object?>()).Add("pages", Info<InfiniteData<object?, object?>>());

    private static JsonTypeInfo<T> Info<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    private sealed class AnyConverter : JsonConverter<object?>
    {
        public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Json.Read(JsonElement.ParseValue(ref reader));

        public override void Write(Utf8JsonWriter writer, object? value, JsonSerializerOptions options) => writer.WriteRawValue(CanonicalJson.InOrder(value));
    }

    private sealed class PagesConverter : JsonConverter<InfiniteData<object?, object?>>
    {
        public override InfiniteData<object?, object?> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var data = Spec.Of(Json.Read(JsonElement.ParseValue(ref reader)));
            return new(data.List("pages"), data.List("pageParams"));
        }

        public override void Write(Utf8JsonWriter writer, InfiniteData<object?, object?> value, JsonSerializerOptions options) =>
            writer.WriteRawValue(CanonicalJson.InOrder(value));
    }
}
