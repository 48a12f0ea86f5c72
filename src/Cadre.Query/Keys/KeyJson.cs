using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Cadre.Query;

/// <summary>Keys as canonical JSON: equal keys are equal texts.</summary>
internal static class KeyJson
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Print(QueryKey key)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Plain)) Write(writer, key);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Whether the key is the same after it was written and read: whether it holds no values of other types.</summary>
    public static bool IsData(object? part) => part switch
    {
        null or string or bool => true,
        QueryKey list => list.All(IsData),
        KeyObject properties => properties.Values.All(IsData),
        _ => KeyNumber.Integer(part) is not null || KeyNumber.Fraction(part) is { } fraction && double.IsFinite(fraction),
    };

    public static void Write(Utf8JsonWriter writer, object? part)
    {
        switch (part)
        {
            case null:
                writer.WriteNullValue();
                break;
            case bool value:
                writer.WriteBooleanValue(value);
                break;
            case QueryKey list:
                writer.WriteStartArray();
                foreach (var item in list) Write(writer, item);
                writer.WriteEndArray();
                break;
            case KeyObject properties:
                writer.WriteStartObject();
                foreach (var (name, value) in properties)
                {
                    writer.WritePropertyName(name);
                    Write(writer, value);
                }
                writer.WriteEndObject();
                break;
            default:
                WriteScalar(writer, part);
                break;
        }
    }

    private static void WriteScalar(Utf8JsonWriter writer, object part)
    {
        if (KeyNumber.Integer(part) is { } integer) writer.WriteNumberValue(integer);
        else if (KeyNumber.Fraction(part) is { } number && double.IsFinite(number)) writer.WriteNumberValue(number);
        else if (part is decimal money) writer.WriteNumberValue(money);
        else if (part is ulong big) writer.WriteNumberValue(big);
        else writer.WriteStringValue(part as string ?? Convert.ToString(part, CultureInfo.InvariantCulture));
    }

    public static object? Read(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => json.TryGetInt64(out var integer) ? (object)integer : json.GetDouble(),
        JsonValueKind.Array => ReadKey(json),
        JsonValueKind.Object => ReadObject(json),
        _ => null,
    };

    public static QueryKey ReadKey(JsonElement list) => QueryKey.Create([.. list.EnumerateArray().Select(Read)]);

    private static KeyObject ReadObject(JsonElement json)
    {
        var properties = new Dictionary<string, object?>();
        foreach (var property in json.EnumerateObject()) properties[property.Name] = Read(property.Value);
        return KeyObject.Of(properties, 0);
    }
}
