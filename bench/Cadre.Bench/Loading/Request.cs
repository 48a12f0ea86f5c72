using System.Text;

namespace Cadre.Bench.Loading;

/// <summary>A ready-made HTTP/1.1 request; when its body carries the marker, each sending is stamped with the time.</summary>
internal sealed class Request
{
    /// <summary>What precedes the stamp in a body, and so in what a server pushes to watchers.</summary>
    public const string Marker = "\"sent\":";

    private const int StampDigits = 13;
    private const long StampBase = 1_000_000_000_000;
    private readonly byte[] _bytes;
    private readonly int _stampAt;

    private Request(byte[] bytes, int stampAt) => (_bytes, _stampAt) = (bytes, stampAt);

    /// <summary>Thirteen digits that a sending overwrites; a JSON number that no server rounds.</summary>
    public static string StampPlaceholder { get; } = Marker + new string('1', StampDigits);

    public static Request Get(Uri server, string path, string? headers = null) =>
        new(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {server.Authority}\r\n{headers}\r\n"), -1);

    public static Request Post(Uri server, string path, string body, string contentType = "application/json")
    {
        var payload = Encoding.UTF8.GetBytes(body);
        var head = Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: {server.Authority}\r\nContent-Type: {contentType}\r\nContent-Length: {payload.Length}\r\n\r\n");
        var marker = payload.AsSpan().IndexOf(Encoding.ASCII.GetBytes(StampPlaceholder));
        return new([.. head, .. payload], marker < 0 ? -1 : head.Length + marker + Marker.Length);
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
