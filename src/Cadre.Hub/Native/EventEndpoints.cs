using System.Text.Json;
using Cadre.Hub.Access;
using Cadre.Hub.Hosting;
using Cadre.Hub.OpenApi;
using Cadre.Hub.Problems;
using Cadre.Hub.Requests;
using Cadre.Hub.Telemetry;
using Cadre.Hub.Workspaces;
using Cadre.Streams;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Cadre.Hub.Native;

/// <summary>Events going out: pages, long-poll, server-sent events, WebSocket.</summary>
internal sealed class EventEndpoints(WorkspaceRequests requests, HubOptions options, HubMetrics metrics, TimeProvider time)
{
    private const string OnlyKey = "";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<EventEndpoints>();
        routes.MapOperation(EventOperations.List, endpoints.ListAsync);
        routes.MapOperation(EventOperations.Stream, endpoints.StreamAsync);
        routes.MapOperation(EventOperations.Socket, endpoints.SocketAsync);
    }

    private async Task ListAsync(HttpContext context)
    {
        var workspace = await requests.WorkspaceAsync(context);
        var limit = QueryValues.Integer(context.Request, "limit", 1, EventOperations.MostEvents, EventOperations.UsualEvents);
        var wait = TimeSpan.FromSeconds(QueryValues.Integer(context.Request, "wait", 0, EventOperations.LongestWait, 0));
        var after = LiveStreams.CursorOf(context.Request) ?? new Cursor(workspace.Current.Cursor.Epoch, workspace.Oldest - 1);
        var page = await ReadAsync(context, workspace.NativeFeed, after, limit, wait);
        await ReplyWriter.WriteAsync(context, new Reply(StatusCodes.Status200OK, JsonBytes.Of(page, Write)) { Cursor = page.Cursor.ToString() });
    }

    private async Task<FeedPage> ReadAsync(HttpContext context, Feed feed, Cursor after, int limit, TimeSpan wait)
    {
        if (wait == TimeSpan.Zero)
            return await FeedEndpoints.ReadPageAsync(feed, after, limit, wait, context.RequestAborted);

        var revoked = Caller.Of(context).Revoked;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, revoked);
        metrics.WatcherJoined(StreamTransport.LongPoll);
        try
        {
            return await FeedEndpoints.ReadPageAsync(feed, after, limit, wait, either.Token);
        }
        catch (OperationCanceledException) when (revoked.IsCancellationRequested)
        {
            throw new ProblemException(new Problem(ProblemKinds.TokenInvalid, "The token was revoked or has expired while the request waited."));
        }
        finally
        {
            metrics.WatcherLeft(StreamTransport.LongPoll);
        }
    }

    private async Task StreamAsync(HttpContext context)
    {
        var workspace = await requests.WorkspaceAsync(context);
        await LiveStreams.WriteSseAsync(context, workspace.NativeFeed);
    }

    private async Task SocketAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
            throw new ProblemException(new Problem(ProblemKinds.UpgradeRequired, "This address speaks WebSocket only."));

        var workspace = await requests.WorkspaceAsync(context);
        // From now means from before the client hears that it is connected.
        var after = LiveStreams.CursorOf(context.Request) ?? workspace.NativeFeed.Head;
        using var webSocket = await FeedEndpoints.AcceptWebSocketAsync(context);
        var settings = new FeedSocketOptions
        {
            HeartbeatInterval = options.Heartbeat,
            Heartbeat = static positions => Message("heartbeat", "cursor", positions.TryGetValue(OnlyKey, out var cursor) ? cursor.ToString() : null),
            End = static (_, reason) => Message("end", "reason", reason),
        };
        await using var socket = new FeedSocket(webSocket, settings, time);
        await socket.SubscribeAsync(OnlyKey, workspace.NativeFeed, after, acknowledge: null, context.RequestAborted);
        await LiveStreams.RunAsync(context, socket, static (_, _) => ValueTask.CompletedTask);
    }

    private static void Write(Utf8JsonWriter json, FeedPage page)
    {
        json.WriteStartObject();
        if (page.Reset is { } reset)
            WriteReset(json, reset);
        json.WriteStartArray("events"u8);
        foreach (var frame in page.Frames)
        {
            if (!frame.Json.IsEmpty)
                json.WriteRawValue(frame.Json.Span, skipInputValidation: true);
        }

        json.WriteEndArray();
        json.WriteString("cursor"u8, page.Cursor.ToString());
        json.WriteBoolean("more"u8, page.Reset is null && page.More);
        json.WriteEndObject();
    }

    private static void WriteReset(Utf8JsonWriter json, Frame reset)
    {
        using var document = JsonDocument.Parse(reset.Json);
        json.WriteStartObject("reset"u8);
        json.WriteString("reason"u8, document.RootElement.GetProperty("reason"u8).GetString());
        json.WriteEndObject();
        json.WritePropertyName("state"u8);
        document.RootElement.GetProperty("state"u8).WriteTo(json);
    }

    private static byte[] Message(string type, string name, string? value) => JsonBytes.Of((type, name, value), static (json, message) =>
    {
        json.WriteStartObject();
        json.WriteString("type"u8, message.type);
        if (message.value is not null)
            json.WriteString(message.name, message.value);
        json.WriteEndObject();
    });
}
