using System.Text;

namespace Cadre.Pages.Streaming;

/// <summary>Writes messages of a stream, once for all who read it.</summary>
internal static class SseMessage
{
    /// <summary>A sign of life that scripts can see: comments they cannot.</summary>
    public static ReadOnlyMemory<byte> Heartbeat { get; } = "event: beat\ndata: \n\n"u8.ToArray();

    /// <summary>The page was made by another version of the application: its scripts and styles are not those of what would be pushed.</summary>
    public static ReadOnlyMemory<byte> Reload { get; } = "event: reload\ndata: \n\n"u8.ToArray();

    public static byte[] Of(string id, string html)
    {
        var message = new StringBuilder(html.Length + 64).Append("id: ").Append(id).Append('\n');
        // What else .NET takes for the end of a line is text to a browser.
        var text = html.Replace("\r\n", "\n", StringComparison.Ordinal).AsSpan();
        foreach (var line in text.SplitAny('\r', '\n')) message.Append("data: ").Append(text[line]).Append('\n');
        return Encoding.UTF8.GetBytes(message.Append('\n').ToString());
    }
}
