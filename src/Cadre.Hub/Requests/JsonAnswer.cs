using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Cadre.Hub.Requests;

/// <summary>Writes an object as the answer.</summary>
internal static class JsonAnswer
{
    public const string ContentType = "application/json; charset=utf-8";
    private const int LargestKept = 1 << 20;

    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>What a thread writes one answer after another into; nothing is awaited in between.</summary>
    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Json)? _scratch;

    /// <summary>Answers with a JSON object; <paramref name="members"/> writes what is in it.</summary>
    public static Task WriteAsync(HttpContext context, int status, Action<Utf8JsonWriter> members) =>
        WriteAsync(context, status, members, static (json, write) => write(json));

    /// <summary>Answers with a JSON object; <paramref name="members"/> writes what is in it.</summary>
    public static Task WriteAsync<T>(HttpContext context, int status, T state, Action<Utf8JsonWriter, T> members)
    {
        Fill(context.Response, status, state, members);
        return context.Response.BodyWriter.FlushAsync(context.RequestAborted).AsTask();
    }

    private static void Fill<T>(HttpResponse response, int status, T state, Action<Utf8JsonWriter, T> members)
    {
        var (buffer, json) = _scratch ?? NewScratch();
        // Taken away while in use: if a writer throws half way, its remains are not met by the next answer.
        _scratch = null;
        json.WriteStartObject();
        members(json, state);
        json.WriteEndObject();
        json.Flush();

        response.StatusCode = status;
        response.ContentType = ContentType;
        response.ContentLength = buffer.WrittenCount;
        response.Headers.CacheControl = "no-store";
        response.BodyWriter.Write(buffer.WrittenSpan);

        if (buffer.Capacity <= LargestKept)
        {
            buffer.ResetWrittenCount();
            json.Reset();
            _scratch = (buffer, json);
        }
    }

    private static (ArrayBufferWriter<byte>, Utf8JsonWriter) NewScratch()
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        return (buffer, new Utf8JsonWriter(buffer, Relaxed));
    }
}
