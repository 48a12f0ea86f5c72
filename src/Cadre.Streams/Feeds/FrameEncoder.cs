using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Cadre.Streams;

/// <summary>Encodes events once for all transports. Safe for use from any thread.</summary>
public static class FrameEncoder
{
    static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [ThreadStatic]
    static Workspace? _workspace;

    /// <summary>Encodes an event whose JSON <paramref name="write"/> writes.</summary>
    /// <param name="cursor">The event's own cursor, which becomes its <c>id</c>.</param>
    /// <param name="eventName">The event type, without line breaks.</param>
    /// <param name="write">Writes exactly one JSON value.</param>
    public static Frame Encode(Cursor cursor, string eventName, Action<Utf8JsonWriter> write) =>
        Encode(cursor, eventName, write, static (writer, write) => write(writer));

    /// <summary>As the overload without <paramref name="state"/>, for a static lambda.</summary>
    public static Frame Encode<TState>(Cursor cursor, string eventName, TState state, Action<Utf8JsonWriter, TState> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        // Taken out while in use: an encoding within an encoding gets a workspace of its own.
        var workspace = _workspace ?? new Workspace();
        _workspace = null;
        workspace.Buffer.ResetWrittenCount();
        var jsonStart = WriteHead(workspace.Buffer, cursor, eventName);
        workspace.Json.Reset(workspace.Buffer);
        write(workspace.Json, state);
        workspace.Json.Flush();
        var frame = Finish(workspace.Buffer, cursor.Sequence, jsonStart);
        if (workspace.Buffer.Capacity <= Workspace.MaxKept) _workspace = workspace;
        else workspace.Dispose();
        return frame;
    }

    /// <summary>Encodes an event whose JSON exists already.</summary>
    public static Frame Encode(Cursor cursor, string eventName, ReadOnlySpan<byte> json)
    {
        var buffer = new ArrayBufferWriter<byte>(json.Length + 128);
        var jsonStart = WriteHead(buffer, cursor, eventName);
        buffer.Write(json);
        return Finish(buffer, cursor.Sequence, jsonStart);
    }

    static int WriteHead(ArrayBufferWriter<byte> buffer, Cursor cursor, string eventName)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        if (eventName.AsSpan().ContainsAny('\r', '\n')) throw new ArgumentException("an event name has no line breaks", nameof(eventName));
        buffer.Write("id: "u8);
        WriteCursor(buffer, cursor);
        buffer.Write("\nevent: "u8);
        Encoding.UTF8.GetBytes(eventName, buffer);
        buffer.Write("\ndata: "u8);
        return buffer.WrittenCount;
    }

    internal static void WriteCursor(IBufferWriter<byte> buffer, Cursor cursor)
    {
        Encoding.UTF8.GetBytes(cursor.Epoch, buffer);
        buffer.Write(":"u8);
        Utf8Formatter.TryFormat(cursor.Sequence, buffer.GetSpan(20), out var written);
        buffer.Advance(written);
    }

    static Frame Finish(ArrayBufferWriter<byte> buffer, long sequence, int jsonStart)
    {
        var jsonLength = buffer.WrittenCount - jsonStart;
        if (jsonLength == 0) throw new ArgumentException("expected a JSON value, nothing was written");
        buffer.Write("\n\n"u8);
        var block = buffer.WrittenSpan.ToArray();
        // Raw JSON may be spread over lines. A line break inside JSON can only be white space, and would end the data line.
        var json = block.AsSpan(jsonStart, jsonLength);
        json.Replace((byte)'\n', (byte)' ');
        json.Replace((byte)'\r', (byte)' ');
        return new Frame(sequence, block, jsonStart, jsonLength);
    }

    sealed class Workspace : IDisposable
    {
        public const int MaxKept = 1024 * 1024;

        public readonly ArrayBufferWriter<byte> Buffer = new(1024);
        public readonly Utf8JsonWriter Json;

        public Workspace() => Json = new Utf8JsonWriter(Buffer, WriterOptions);

        public void Dispose() => Json.Dispose();
    }
}
