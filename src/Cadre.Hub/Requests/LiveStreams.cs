using Cadre.Hub.Access;
using Cadre.Hub.Problems;
using Cadre.Hub.Telemetry;
using Cadre.Streams;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Cadre.Hub.Requests;

/// <summary>Serves feeds to callers: reads the cursor, counts the watcher, and ends the stream when the caller's token no longer works.</summary>
internal static class LiveStreams
{
    public const string TokenRevoked = "token-revoked";

    public static async Task WriteSseAsync(HttpContext context, Feed feed)
    {
        var metrics = context.RequestServices.GetRequiredService<HubMetrics>();
        var after = CursorOf(context.Request);
        // HTTP/1.1 means it anyway; the executive contract says it.
        if (HttpProtocol.IsHttp11(context.Request.Protocol))
            context.Response.Headers.Connection = "keep-alive";
        metrics.WatcherJoined(StreamTransport.Sse);
        try
        {
            using var reader = feed.Subscribe(after, context.Abort);
            using var revocation = Caller.Of(context).Revoked.UnsafeRegister(static reader => ((FeedReader)reader!).End(TokenRevoked), reader);
            await FeedEndpoints.WriteSseAsync(context, reader, context.RequestAborted).ConfigureAwait(false);
        }
        finally
        {
            metrics.WatcherLeft(StreamTransport.Sse);
        }
    }

    /// <summary>Runs a socket until it is over.</summary>
    public static async Task RunAsync(HttpContext context, FeedSocket socket, Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> receive)
    {
        var metrics = context.RequestServices.GetRequiredService<HubMetrics>();
        metrics.WatcherJoined(StreamTransport.WebSocket);
        try
        {
            var ending = Task.CompletedTask;
            using var revocation = Caller.Of(context).Revoked.UnsafeRegister(_ => ending = socket.EndAsync(TokenRevoked), null);
            await socket.RunAsync(receive, context.RequestAborted).ConfigureAwait(false);
            await ending.ConfigureAwait(false);
        }
        finally
        {
            metrics.WatcherLeft(StreamTransport.WebSocket);
        }
    }

    /// <summary>The cursor a request resumes at; null when it has none.</summary>
    public static Cursor? CursorOf(HttpRequest request) =>
        FeedEndpoints.TryReadCursor(request, out var after, out var error) ? after : throw new ProblemException(
            new Problem(ProblemKinds.BadCursor, error!)
            {
                Pointer = request.Headers.ContainsKey("Last-Event-ID") ? "header:Last-Event-ID" : "query:after",
                Expected = "epoch:sequence, as the hub sent it",
            });
}
