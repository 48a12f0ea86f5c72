using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Cadre.Hub.Requests;

/// <summary>JSON as UTF-8 bytes, written with one writer a thread, so that a body costs one array and no more.</summary>
internal static class JsonBytes
{
    private const int MostKept = 64 * 1024;

    // Bodies are JSON, never HTML: text of any language is written as it is.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Json)? _cached;

    /// <summary>What <paramref name="write"/> writes for <paramref name="state"/>; nothing when it writes nothing.</summary>
    public static byte[] Of<TState>(TState state, Action<Utf8JsonWriter, TState> write)
    {
        // Taken while in use: a write that needs another body gets a writer of its own.
        var (buffer, json) = _cached ?? New();
        _cached = null;
        buffer.ResetWrittenCount();
        json.Reset(buffer);
        write(json, state);
        json.Flush();
        var bytes = buffer.WrittenSpan.ToArray();
        if (buffer.Capacity <= MostKept)
            _cached = (buffer, json);
        return bytes;
    }

    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Json) New()
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        return (buffer, new Utf8JsonWriter(buffer, Options));
    }
}
