using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cadre.Query.Razor;

/// <summary>Data as text for a developer's eyes.</summary>
internal static class DataText
{
    private const int MostLetters = 10_000;

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        ReferenceHandler = ReferenceHandler.IgnoreCycles,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Of(object? data)
    {
        var text = Json(data);
        return text.Length <= MostLetters ? text : $"{text.AsSpan(0, MostLetters)}\n… {text.Length - MostLetters} more letters";
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Only where reflection serves JSON; members that were trimmed are missing in the text.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Only where reflection serves JSON.")]
    private static string Json(object? data)
    {
        if (!JsonSerializer.IsReflectionEnabledByDefault) return data?.ToString() ?? "null";
        try
        {
            return JsonSerializer.Serialize(data, Options);
        }
        catch (Exception error)
        {
            // Getters of strangers may throw anything.
            return $"{data}\n(not as JSON: {error.Message})";
        }
    }
}
