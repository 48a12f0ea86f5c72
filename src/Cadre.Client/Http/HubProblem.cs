using System.Collections.Immutable;
using System.Text.Json;

namespace Cadre.Client;

/// <summary>Why the hub refused a request: what is wrong, which value, and what would be right.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The kind of problem for programs, such as <c>invalid-value</c>; <c>http-502</c> and the like if the hub did not say.</param>
/// <param name="Detail">One sentence for people.</param>
public sealed record HubProblem(int Status, string Code, string Detail)
{
    /// <summary>A JSON pointer into the body, <c>query:name</c> or <c>header:name</c>.</summary>
    public string? Pointer { get; init; }

    /// <summary>The bad value as text.</summary>
    public string? Value { get; init; }

    /// <summary>What would be accepted, if it can be listed.</summary>
    public ImmutableArray<string> Allowed { get; init; } = [];

    /// <summary>The accepted value nearest to the bad one.</summary>
    public string? DidYouMean { get; init; }

    /// <summary>How long to wait before a repeat can succeed.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>All members as they came, such as <c>holders</c> or <c>currentVersion</c>; undefined if there was no problem document.</summary>
    public JsonElement Json { get; init; }

    /// <summary>Reads a problem document; whatever it holds, the answer is a problem.</summary>
    internal static HubProblem Read(int status, string what, ReadOnlySpan<byte> body, TimeSpan? retryAfter)
    {
        var bare = new HubProblem(status, $"http-{status}", what) { RetryAfter = retryAfter };
        try
        {
            var json = JsonElement.Parse(body);
            if (json.ValueKind != JsonValueKind.Object) return bare;
            return new HubProblem(status, Text(json, "code") ?? bare.Code, Text(json, "detail") ?? Text(json, "title") ?? what)
            {
                Pointer = Text(json, "pointer"),
                Value = Text(json, "value"),
                Allowed = Texts(json, "allowed"),
                DidYouMean = Text(json, "didYouMean"),
                RetryAfter = retryAfter,
                Json = json,
            };
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return bare;
        }
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static ImmutableArray<string> Texts(JsonElement json, string name) =>
        json.TryGetProperty(name, out var values) && values.ValueKind == JsonValueKind.Array
            ? [.. values.EnumerateArray().Where(value => value.ValueKind == JsonValueKind.String).Select(value => value.GetString()!)]
            : [];
}
