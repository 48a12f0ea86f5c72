using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;
using Cadre.TestKit;
using Microsoft.AspNetCore.Http;

namespace Cadre.Live.Tests.Transports;

/// <summary>The transports against web servers that behave as proxies and servers do.</summary>
public sealed class LoopbackTests : IAsyncLifetime
{
    private readonly RecordingSink _sink = new();
    private WebServer? _server;
    private LiveStream? _stream;

    public ValueTask InitializeAsync() => default;

    public async ValueTask DisposeAsync()
    {
        if (_stream is not null) await _stream.DisposeAsync().Within("disposing the stream");
        if (_server is not null) await _server.DisposeAsync();
    }

    [Fact]
    public async Task Server_sent_events_come_as_they_are_sent()
    {
        await ConnectAsync(async context =>
        {
            context.Request.Query["after"].ToString().ShouldBe("e1:0");
            await GreetAsync(context);
            foreach (var e in (byte[][])[Make.Json(1), Make.Json(2)]) await SendAsync(context, e);
            await UntilGoneAsync(context);
        });

        await AppliedAsync(2);
        _stream!.State.Transport.ShouldBe("sse");
    }

    [Fact]
    public async Task A_proxy_that_holds_the_body_back_is_gone_around_by_the_next_transport()
    {
        await ConnectAsync(async context =>
        {
            switch (context.Request.Path.Value)
            {
                case "/events/stream":
                    context.Response.ContentType = "text/event-stream";
                    await context.Response.Body.FlushAsync(context.RequestAborted);
                    await UntilGoneAsync(context);
                    break;
                case "/events/ws":
                    using (var socket = await context.WebSockets.AcceptWebSocketAsync())
                    {
                        await socket.SendAsync(Make.Json(1), WebSocketMessageType.Text, true, context.RequestAborted);
                        await UntilGoneAsync(context);
                    }
                    break;
            }
        }, options => options with { OpenTimeout = TimeSpan.FromMilliseconds(300) });

        await AppliedAsync(1);
        _stream!.State.Transport.ShouldBe("websocket");
    }

    [Fact]
    public async Task Behind_a_proxy_that_knows_neither_streams_nor_upgrades_long_poll_gets_through()
    {
        await ConnectAsync(async context =>
        {
            switch (context.Request.Path.Value)
            {
                case "/events/stream":
                    context.Response.ContentType = "text/html";
                    await context.Response.WriteAsync("<html>Welcome to our network</html>", context.RequestAborted);
                    break;
                case "/events/ws":
                    context.Response.StatusCode = 403;
                    break;
                default:
                    var after = StreamCursor.Parse(context.Request.Query["after"]!).Sequence;
                    if (after >= 3) await UntilGoneAsync(context);
                    var events = Encoding.UTF8.GetString(Make.Json(after + 1));
                    context.Response.ContentType = "application/json";
                    await context.Response.WriteAsync($$"""{"events":[{{events}}],"cursor":"e1:{{after + 1}}","more":true}""", context.RequestAborted);
                    break;
            }
        });

        await AppliedAsync(3);
        _sink.Events.ShouldBe([1, 2, 3]);
        _stream!.State.Transport.ShouldBe("long-poll");
    }

    [Fact]
    public async Task A_refusal_is_shown_with_the_problem_of_the_server()
    {
        await ConnectAsync(async context =>
        {
            context.Response.StatusCode = 403;
            context.Response.ContentType = "application/problem+json";
            await context.Response.WriteAsync("""{"status":403,"code":"forbidden","title":"No","detail":"A viewer may not."}""", context.RequestAborted);
        });

        await Patience.Until(() => _stream!.State.Status == LiveStatus.Refused, "the refusal");
        _stream!.State.Problem.ShouldBe(new StreamProblem("A viewer may not.", 403, "forbidden"));
    }

    [Fact]
    public async Task A_server_that_is_busy_says_when_to_come_back()
    {
        await ConnectAsync(context =>
        {
            context.Response.StatusCode = 503;
            context.Response.Headers.RetryAfter = "120";
            return Task.CompletedTask;
        });

        await Patience.Until(() => _stream!.State.NextAttemptAt is not null, "the wait");
        _stream!.State.Problem!.RetryAfter.ShouldBe(TimeSpan.FromSeconds(120));
        (_stream.State.NextAttemptAt!.Value - _stream.State.Since).ShouldBeGreaterThan(TimeSpan.FromSeconds(110));
    }

    [Fact]
    public async Task A_connection_that_breaks_in_the_middle_of_an_event_loses_and_repeats_nothing()
    {
        await ConnectAsync(async context =>
        {
            await GreetAsync(context);
            var after = StreamCursor.Parse(context.Request.Query["after"]!).Sequence;
            await SendAsync(context, Make.Json(after + 1));
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($"id: e1:{after + 2}\nevent: counted\ndata: {{\"cur"), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            if (after == 4) await UntilGoneAsync(context);
            // A connection that is reset takes along what has not been read yet.
            await Patience.Until(() => _sink.Events.Contains(after + 1), "the whole event");
            context.Abort();
        });

        await AppliedAsync(5);
        _sink.Events.ShouldBe([1, 2, 3, 4, 5]);
    }

    [Fact]
    public async Task Subscriptions_are_sent_again_after_every_reconnect_and_once_each()
    {
        var heard = Channel.CreateUnbounded<string>();
        var sockets = Channel.CreateUnbounded<WebSocket>();
        _server = await WebServer.StartAsync(async context =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            sockets.Writer.TryWrite(socket);
            var buffer = new byte[1024];
            try
            {
                while (await socket.ReceiveAsync(buffer.AsMemory(), context.RequestAborted) is { MessageType: WebSocketMessageType.Text } got)
                    heard.Writer.TryWrite(Encoding.UTF8.GetString(buffer, 0, got.Count));
            }
            catch (Exception error) when (error is WebSocketException or OperationCanceledException or ObjectDisposedException)
            {
                // Cut.
            }
        });
        var transport = new WebSocketTransport(new Uri(_server.Address, "/ws"));
        using var first = transport.Subscriptions.Add(after => $"subscribe 1 after {after}");
        Connect(new LiveStreamOptions { Transports = [transport] });
        (await NextAsync(heard)).ShouldBe("subscribe 1 after e1:0");
        await _stream!.WhenLiveAsync().Within("live");
        var second = transport.Subscriptions.Add(after => $"subscribe 2 after {after}", "unsubscribe 2");
        (await NextAsync(heard)).ShouldBe("subscribe 2 after ");

        for (var i = 0; i < 3; i++)
        {
            var socket = await sockets.Reader.ReadAsync(TestContext.Current.CancellationToken);
            await socket.SendAsync(Make.Json(i + 1), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);
            await AppliedAsync(i + 1);
            socket.Abort();
            (await NextAsync(heard)).ShouldBe($"subscribe 1 after e1:{i + 1}");
            (await NextAsync(heard)).ShouldBe($"subscribe 2 after e1:{i + 1}");
        }

        await Patience.Until(() => _stream.State.IsLive, "live");
        second.Dispose();
        (await NextAsync(heard)).ShouldBe("unsubscribe 2");
        heard.Reader.TryRead(out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_cache_that_answers_every_poll_at_once_is_not_asked_without_end()
    {
        var requests = 0;
        await ConnectAsync(async context =>
        {
            Interlocked.Increment(ref requests);
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("""{"events":[],"cursor":"e1:0","more":false}""", context.RequestAborted);
        }, options => options with { Transports = [options.Transports[2]] });

        await _stream!.WhenLiveAsync().Within("live");
        await Task.Delay(TimeSpan.FromMilliseconds(700), TimeProvider.System, TestContext.Current.CancellationToken);

        requests.ShouldBeLessThanOrEqualTo(3);
    }

    private async Task ConnectAsync(RequestDelegate answer, Func<LiveStreamOptions, LiveStreamOptions>? change = null)
    {
        _server = await WebServer.StartAsync(answer);
        var options = EventEndpoints.At(_server.Http, new Uri(_server.Address, "/events")) with { Pages = null };
        Connect(change?.Invoke(options) ?? options);
    }

    private void Connect(LiveStreamOptions options)
    {
        _stream = new LiveStream(_sink, options with { After = Make.At(0), Backoff = new Backoff(TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(50)) });
        _stream.Connect();
    }

    private Task AppliedAsync(long sequence) => _stream!.WhenAppliedAsync(Make.At(sequence)).Within($"event {sequence}");

    private static async Task<string> NextAsync(Channel<string> channel) => await channel.Reader.ReadAsync().Within("a message");

    private static async Task GreetAsync(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync(": connected\n\n", context.RequestAborted);
    }

    private static async Task SendAsync(HttpContext context, byte[] json)
    {
        await context.Response.Body.WriteAsync((byte[])[.. "data: "u8, .. json, .. "\n\n"u8], context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    private static Task UntilGoneAsync(HttpContext context) =>
        Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
}
