namespace Cadre.Live;

/// <summary>The addresses of a native stream, such as the hub's <c>/api/workspaces/{ws}/events</c>.</summary>
public static class EventEndpoints
{
    /// <summary>Options for a stream with all its transports: server-sent events, WebSocket, long-poll; and pages while there is none of them.</summary>
    /// <param name="http">Sends all requests. Its timeout must be longer than 30 s; what it adds to requests a WebSocket handshake gets only through <paramref name="sockets"/>.</param>
    /// <param name="events">The address of the pages, absolute; <c>/stream</c> and <c>/ws</c> are below it.</param>
    /// <param name="sockets">Makes the connections of WebSockets; null: plain ones.</param>
    /// <param name="time">Where all time comes from.</param>
    public static LiveStreamOptions At(HttpClient http, Uri events, HttpMessageInvoker? sockets = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(events);
        var root = events.AbsoluteUri.TrimEnd('/');
        var pages = new HttpEventPages(http, new Uri(root), time: time);
        return new LiveStreamOptions
        {
            Transports =
            [
                new SseTransport(http, new Uri($"{root}/stream"), time),
                new WebSocketTransport(new Uri($"{root}/ws"), sockets),
                new LongPollTransport(pages, time: time),
            ],
            Pages = pages,
            TimeProvider = time ?? TimeProvider.System,
        };
    }
}
