using System.Buffers;
using System.Text.Json;

namespace Cadre.Hub.Workspaces;

/// <summary>An HTTP answer as data, so that it can be recorded with the commit and given again byte for byte.</summary>
/// <param name="Status">The HTTP status code.</param>
/// <param name="Body">The body, JSON in UTF-8.</param>
internal sealed record Reply(int Status, ReadOnlyMemory<byte> Body)
{
    /// <summary>The media type of <see cref="Body"/>.</summary>
    public string ContentType { get; init; } = "application/json; charset=utf-8";

    /// <summary>The entity tag to send, quotes included; null for none.</summary>
    public string? ETag { get; init; }

    /// <summary>The <c>Location</c> of a created entity; null for none.</summary>
    public string? Location { get; init; }

    /// <summary>The cursor the answer stands at; null for none.</summary>
    public string? Cursor { get; init; }

    /// <summary>True when this answer was recorded by an earlier request with the same idempotency key.</summary>
    public bool Replayed { get; init; }

    internal ReadOnlyMemory<byte> Record(string fingerprint)
    {
        var buffer = new ArrayBufferWriter<byte>(256 + Body.Length * 2);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("fingerprint", fingerprint);
            json.WriteNumber("status", Status);
            json.WriteString("contentType", ContentType);
            json.WriteString("etag", ETag);
            json.WriteString("location", Location);
            json.WriteString("cursor", Cursor);
            json.WriteBase64String("body", Body.Span);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    internal static Reply FromRecord(ReadOnlyMemory<byte> record, out string fingerprint)
    {
        using var document = JsonDocument.Parse(record);
        var root = document.RootElement;
        fingerprint = root.GetProperty("fingerprint").GetString()!;
        return new Reply(root.GetProperty("status").GetInt32(), root.GetProperty("body").GetBytesFromBase64())
        {
            ContentType = root.GetProperty("contentType").GetString()!,
            ETag = root.GetProperty("etag").GetString(),
            Location = root.GetProperty("location").GetString(),
            Cursor = root.GetProperty("cursor").GetString(),
            Replayed = true,
        };
    }
}
