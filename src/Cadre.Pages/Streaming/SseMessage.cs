using System.Text;

namespace Cadre.Pages.Streaming;

/// <summary>Writes messages of a stream, once for all who read it.</summary>
internal static class SseMessage
{
    /// <summary>A sign of life that scripts can see: comments they cannot.</summary>
    public static ReadOnlyMemory<byte> Heartbeat { get; } = "event: beat\ndata: \n\n"u8.ToArray();

    /// <summary>The page was made by another version of the application: its scripts and styles are not those of what would be pushed.</summary>
    public static ReadOnlyMemory<byte> Reload { get; } = "event: reload\ndata: \n\n"u8.ToArray();

    /// <summary>Says where the stream begins, so that a browser can go on from there.</summary>
    public static byte[] Opening(string id) => Encoding.UTF8.GetBytes($"id: {id}\n\n");

    public static byte[] Of(string id, string html)
    {
        var message = new StringBuilder(html.Length + 64).Append("id: ").Append(id).Append('\n');
        foreach (var line in html.AsSpan().EnumerateLines())
            message.Append("data: ").Append(line).Append('\n');
        return Encoding.UTF8.GetBytes(message.Append('\n').ToString());
    }
}
