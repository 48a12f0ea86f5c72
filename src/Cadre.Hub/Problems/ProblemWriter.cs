using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Cadre.Hub.Problems;

/// <summary>Writes a <see cref="Problem"/> as <c>application/problem+json</c>.</summary>
internal static class ProblemWriter
{
    public const string ContentType = "application/problem+json";
    private const int LongestValue = 200;

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Serialize(Problem problem, string? instance)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Readable))
            Write(json, problem, instance);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes the problem as one JSON object; <paramref name="instance"/> is the path it happened at.</summary>
    public static void Write(Utf8JsonWriter json, Problem problem, string? instance)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "https://cadre.dev/problems/" + problem.Code);
        json.WriteString("title"u8, ProblemKinds.TitleOf(problem.Code));
        json.WriteNumber("status"u8, problem.Status);
        WriteMembers(json, problem);
        if (instance is not null)
            json.WriteString("instance"u8, instance);
        json.WriteString("error"u8, problem.Status == StatusCodes.Status404NotFound ? "not found" : problem.Code);
        json.WriteEndObject();
    }

    /// <summary>Writes what a batch result says about one refused item: code, detail and where it is.</summary>
    public static void WriteMembers(Utf8JsonWriter json, Problem problem)
    {
        json.WriteString("detail"u8, problem.Detail);
        json.WriteString("code"u8, problem.Code);
        WriteText(json, "pointer"u8, problem.Pointer);
        WriteText(json, "value"u8, Cut(problem.Value));
        if (problem.Allowed is { } allowed)
        {
            json.WriteStartArray("allowed"u8);
            foreach (var value in allowed)
                json.WriteStringValue(value);
            json.WriteEndArray();
        }

        WriteText(json, "expected"u8, problem.Expected);
        WriteText(json, "didYouMean"u8, problem.DidYouMean);
        problem.Extras?.Invoke(json);
    }

    /// <summary>Answers the request with the problem. The response must not have started.</summary>
    public static Task WriteAsync(HttpContext context, Problem problem)
    {
        var response = context.Response;
        var body = Serialize(problem, InstanceOf(context.Request));
        response.StatusCode = problem.Status;
        response.ContentType = ContentType;
        response.ContentLength = body.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        if (problem.RetryAfter is { } wait)
            response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        if (problem.Status == StatusCodes.Status401Unauthorized)
            response.Headers.WWWAuthenticate = "Bearer realm=\"cadre\"";
        return response.Body.WriteAsync(body, CancellationToken.None).AsTask();
    }

    public static string InstanceOf(HttpRequest request) => (request.PathBase + request.Path).ToUriComponent();

    private static string? Cut(string? value)
    {
        if (value is null || value.Length <= LongestValue)
            return value;
        var end = char.IsHighSurrogate(value[LongestValue - 1]) ? LongestValue - 1 : LongestValue;
        return string.Concat(value.AsSpan(0, end), "…");
    }

    private static void WriteText(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }
}
