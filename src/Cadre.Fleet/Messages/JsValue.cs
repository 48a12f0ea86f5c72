using System.Globalization;
using System.Text.Json;

namespace Cadre.Fleet;

/// <summary>What JSON values mean to the program the flat messages come from and go to.</summary>
internal static class JsValue
{
    /// <summary>A member that is there, whatever its value; an absent one is undefined.</summary>
    public static JsonElement? Member(this JsonElement o, string name) => o.TryGetProperty(name, out var value) ? value : null;

    /// <summary>The member if it counts as true: not absent, null, false, 0 or empty text.</summary>
    public static JsonElement? Truthy(this JsonElement o, string name) => o.Member(name) is { } value && IsTruthy(value) ? value : null;

    public static bool IsTruthy(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined or JsonValueKind.False => false,
        JsonValueKind.String => value.GetString()!.Length > 0,
        JsonValueKind.Number => value.GetDouble() != 0,
        _ => true,
    };

    /// <summary>The value as text, as <c>String(value)</c> gives it.</summary>
    public static string ToText(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => ToText(value.GetDouble()),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Null => "null",
        JsonValueKind.Array => string.Join(',', value.EnumerateArray().Select(item => item.ValueKind is JsonValueKind.Null ? "" : ToText(item))),
        _ => "[object Object]",
    };

    /// <summary>Unix milliseconds as <c>new Date(value).getTime()</c> gives them, but numbers pass as they are; null for not a time.</summary>
    public static double? ToTime(JsonElement? value) => value is not { } given ? null : given.ValueKind switch
    {
        JsonValueKind.Number => double.IsFinite(given.GetDouble()) ? given.GetDouble() : null,
        JsonValueKind.Null or JsonValueKind.False => 0,
        JsonValueKind.True => 1,
        _ => JsDate.Parse(ToText(given)),
    };

    private static string ToText(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        var e = text.IndexOf('E', StringComparison.Ordinal);
        if (number == 0) return "0";
        if (e < 0) return text;
        var exponent = int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var sign = number < 0 ? "-" : "";
        var digits = text[sign.Length..e].Replace(".", "", StringComparison.Ordinal);
        return exponent switch
        {
            > 0 and < 21 => sign + digits.PadRight(exponent + 1, '0'),
            < 0 and > -7 => $"{sign}0.{new string('0', -exponent - 1)}{digits}",
            _ => $"{text[..e]}e{(exponent < 0 ? "-" : "+")}{Math.Abs(exponent)}",
        };
    }
}
