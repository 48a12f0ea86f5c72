using System.Text;

namespace Cadre.Bench.Loading;

/// <summary>A ready-made HTTP/1.1 request; when its body carries the marker, each sending is stamped with the time.</summary>
internal sealed class Request
{
    /// <summary>What precedes the stamp in a body, and so in what a server pushes to watchers.</summary>
    public const string Marker = "\"sent\":";

    /// <summary>The same in text that people read, and so in pages that show it.</summary>
    public const string TextMarker = "sent ";

    private const int StampDigits = 13;
    private const long StampBase = 1_000_000_000_000;
    private readonly byte[] _bytes;
    private readonly int _stampAt;

    private Request(byte[] bytes, int stampAt) => (_bytes, _stampAt) = (bytes, stampAt);

    /// <summary>Thirteen digits that a sending overwrites; a JSON number that no server rounds.</summary>
    public static string StampPlaceholder { get; } = Marker + new string('1', StampDigits);

    /// <summary>Thirteen digits that a sending overwrites, within text.</summary>
    public static string TextStamp { get; } = TextMarker + new string('1', StampDigits);

    public static Request Get(Uri server, string path, string? headers = null) =>
        new(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {server.Authority}\r\n{headers}\r\n"), -1);

    public static Request Post(Uri server, string path, string body, string contentType = "application/json") =>
        WithBody("POST", server, path, body, contentType, StampPlaceholder, Marker);

    /// <summary>A change of one thing; it is stamped where its text holds <see cref="TextStamp"/>.</summary>
    public static Request Patch(Uri server, string path, string body) => WithBody("PATCH", server, path, body, "application/json", TextStamp, TextMarker);

    private static Request WithBody(string method, Uri server, string path, string body, string contentType, string stamp, string marker)
    {
        var payload = Encoding.UTF8.GetBytes(body);
        var head = Encoding.ASCII.GetBytes(
            $"{method} {path} HTTP/1.1\r\nHost: {server.Authority}\r\nContent-Type: {contentType}\r\nContent-Length: {payload.Length}\r\n\r\n");
        var at = payload.AsSpan().IndexOf(Encoding.ASCII.GetBytes(stamp));
        return new([.. head, .. payload], at < 0 ? -1 : head.Length + at + marker.Length);
    }

    /// <summary>The bytes to send now; valid until the next call.</summary>
    public ReadOnlySpan<byte> Stamped(long now)
    {
        if (_stampAt >= 0) (StampBase + now).TryFormat(_bytes.AsSpan(_stampAt, StampDigits), out _);
        return _bytes;
    }

    /// <summary>Reads the stamp that starts at <paramref name="digits"/>; false while some of its digits are yet to arrive.</summary>
    public static bool TryReadStamp(ReadOnlySpan<byte> digits, out long sent)
    {
        sent = 0;
        if (digits.Length < StampDigits) return false;
        foreach (var digit in digits[..StampDigits]) sent = sent * 10 + (digit - '0');
        sent -= StampBase;
        return true;
    }
}
