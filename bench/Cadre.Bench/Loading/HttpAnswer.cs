using System.Buffers.Text;
using System.Text;

namespace Cadre.Bench.Loading;

/// <summary>Finds where an HTTP/1.1 answer ends, by its length or its chunks.</summary>
internal static class HttpAnswer
{
    private static ReadOnlySpan<byte> HeadEnd => "\r\n\r\n"u8;

    /// <summary>The length of the first complete answer in <paramref name="bytes"/>, or -1 while it is incomplete.</summary>
    public static int EndOf(ReadOnlySpan<byte> bytes, out int status)
    {
        status = 0;
        var head = bytes.IndexOf(HeadEnd);
        if (head < 0) return -1;
        if (!Utf8Parser.TryParse(bytes[9..], out status, out _)) throw new FormatException("the answer has no status");
        var body = head + HeadEnd.Length;
        var headers = bytes[..(head + 2)];
        if (Header(headers, "content-length: "u8) is { Length: > 0 } length)
        {
            if (!Utf8Parser.TryParse(length, out int bodyLength, out _)) throw new FormatException("the answer's length is no number");
            return bytes.Length >= body + bodyLength ? body + bodyLength : -1;
        }

        return Header(headers, "transfer-encoding: "u8).IsEmpty ? body : EndOfChunks(bytes, body);
    }

    private static int EndOfChunks(ReadOnlySpan<byte> bytes, int at)
    {
        while (at < bytes.Length)
        {
            if (!Utf8Parser.TryParse(bytes[at..], out int size, out var digits, 'x')) return -1;
            at += digits + 2 + size + 2;
            if (size == 0) return at <= bytes.Length ? at : -1;
        }

        return -1;
    }

    private static ReadOnlySpan<byte> Header(ReadOnlySpan<byte> headers, ReadOnlySpan<byte> name)
    {
        while (!headers.IsEmpty)
        {
            var end = headers.IndexOf("\r\n"u8);
            if (end < 0) return default;
            if (end > name.Length && Ascii.EqualsIgnoreCase(headers[..name.Length], name)) return headers[name.Length..end];
            headers = headers[(end + 2)..];
        }

        return default;
    }
}
