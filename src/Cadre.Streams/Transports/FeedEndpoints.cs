using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;

namespace Cadre.Streams;

/// <summary>Serves a feed over HTTP: server-sent events, WebSocket, pages and long-poll, all with the same cursors.</summary>
public static class FeedEndpoints
{
    /// <summary>
    /// Writes a subscription as server-sent events until the client leaves, the subscription ends or the token is cancelled.
    /// </summary>
    /// <remarks>
    /// The headers and a first comment are sent at once. Returns normally when the client leaves. Headers set before are kept.
    /// </remarks>
    public static async Task WriteSseAsync(HttpContext context, Feed feed, Cursor? after, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(feed);
        using var reader = feed.Subscribe(after, context.Abort);
        await WriteSseAsync(context, reader, cancellationToken);
    }

    /// <summary>
    /// As the overload that takes a feed, for a caller that wants to <see cref="FeedReader.End"/> the subscription itself.
    /// </summary>
    public static Task WriteSseAsync(HttpContext context, FeedReader reader, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(reader);
        return SseWriter.WriteAsync(context, reader, cancellationToken);
    }

    /// <summary>
    /// Writes a subscription as text messages until the client leaves, the subscription ends or the token is cancelled; what the client
    /// sends is ignored.
    /// </summary>
    /// <remarks>Each message is the JSON of a frame, <c>{"type":"heartbeat","cursor":…}</c> or <c>{"type":"end","reason":…}</c>.</remarks>
    public static async Task WriteWebSocketAsync(WebSocket socket, Feed feed, Cursor? after, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(socket);
        ArgumentNullException.ThrowIfNull(feed);
        using var reader = feed.Subscribe(after, socket.Abort);
        await WriteWebSocketAsync(socket, reader, cancellationToken);
    }

    /// <summary>
    /// As the overload that takes a feed, for a caller that wants to <see cref="FeedReader.End"/> the subscription itself.
    /// </summary>
    public static Task WriteWebSocketAsync(WebSocket socket, FeedReader reader, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(socket);
        ArgumentNullException.ThrowIfNull(reader);
        return SingleFeedSocket.RunAsync(socket, reader, cancellationToken);
    }

    /// <summary>
    /// Accepts a WebSocket and pings its client every 15 s: one that vanished without a word is gone 30 s after a ping it did not answer.
    /// </summary>
    public static Task<WebSocket> AcceptWebSocketAsync(HttpContext context) =>
        AcceptWebSocketAsync(context, TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30));

    internal static Task<WebSocket> AcceptWebSocketAsync(HttpContext context, TimeSpan pingInterval, TimeSpan pingTimeout)
    {
        ArgumentNullException.ThrowIfNull(context);
        var how = new WebSocketAcceptContext { KeepAliveInterval = pingInterval, KeepAliveTimeout = pingTimeout };
        return context.WebSockets.AcceptWebSocketAsync(how);
    }

    /// <summary>
    /// Reads the frames after a cursor: at once when there is something, else as soon as there is, for at most <paramref name="wait"/>.
    /// </summary>
    /// <param name="feed">The feed to read.</param>
    /// <param name="after">Where the reader stands.</param>
    /// <param name="limit">At most this many frames, from 1; a page also ends at 4 MiB.</param>
    /// <param name="wait">Zero to answer at once.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public static Task<FeedPage> ReadPageAsync(Feed feed, Cursor after, int limit, TimeSpan wait, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(wait, TimeSpan.Zero);
        return PageReader.ReadAsync(feed, after, limit, wait, cancellationToken);
    }

    /// <summary>
    /// The cursor a request resumes at: the <c>Last-Event-ID</c> header, else the query parameter <c>after</c>, else null.
    /// </summary>
    /// <returns>False when there is one that is malformed; <paramref name="error"/> says where and why.</returns>
    public static bool TryReadCursor(HttpRequest request, out Cursor? after, out string? error)
    {
        ArgumentNullException.ThrowIfNull(request);
        return CursorRequest.TryRead(request, out after, out error);
    }
}
