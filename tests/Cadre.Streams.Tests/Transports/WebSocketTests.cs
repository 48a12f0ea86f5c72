using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Cadre.Streams.Tests.Feeds;
using Microsoft.AspNetCore.Builder;

namespace Cadre.Streams.Tests.Transports;

/// <summary>The native stream: one feed over one WebSocket.</summary>
public class WebSocketTests
{
    [Fact]
    public async Task Stream_sends_each_event_as_a_message()
    {
        await using var feed = new TestFeed { EmptyEvery = 3 };
        feed.Publish(4);
        await using var server = await StreamServer.StartAsync(feed);
        using var client = await SocketClient.ConnectAsync(server, "/ws?after=testepoch1:0");

        (await client.ReadAsync()).ShouldBe("1");
        (await client.ReadAsync()).ShouldBe("2");
        (await client.ReadAsync()).ShouldBe("4");
        feed.Publish(1);
        (await client.ReadAsync()).ShouldBe("5");
    }

    [Fact]
    public async Task Stream_at_an_unknown_cursor_sends_a_reset_and_then_the_tail()
    {
        await using var feed = new TestFeed();
        feed.Publish(4);
        await using var server = await StreamServer.StartAsync(feed);
        using var client = await SocketClient.ConnectAsync(server, "/ws?after=gone:9");

        (await client.ReadAsync())!.ShouldContain("UnknownEpoch");
        feed.Publish(1);
        (await client.ReadAsync()).ShouldBe("5");
    }

    [Fact]
    public async Task Stream_far_behind_catches_up_in_order()
    {
        await using var feed = new TestFeed(new FeedOptions { RingEntries = 64 });
        feed.Publish(5_000);
        await using var server = await StreamServer.StartAsync(feed);
        using var client = await SocketClient.ConnectAsync(server, "/ws?after=testepoch1:0");

        for (var i = 1; i <= 5_000; i++) (await client.ReadAsync()).ShouldBe(i.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Heartbeat_says_where_the_reader_stands()
    {
        var time = new FakeTime();
        await using var feed = new TestFeed(time: time);
        feed.Publish(4);
        await using var server = await StreamServer.StartAsync(feed);
        using var client = await SocketClient.ConnectAsync(server, "/ws?after=testepoch1:3");
        (await client.ReadAsync()).ShouldBe("4");

        time.Advance(TimeSpan.FromSeconds(15.1));

        (await client.ReadAsync()).ShouldBe("""{"type":"heartbeat","cursor":"testepoch1:4"}""");
    }

    [Theory]
    [InlineData("shutdown", WebSocketCloseStatus.EndpointUnavailable)]
    [InlineData("unavailable", WebSocketCloseStatus.InternalServerError)]
    [InlineData("token-revoked", WebSocketCloseStatus.PolicyViolation)]
    public async Task Stream_that_is_ended_says_why_and_closes(string reason, WebSocketCloseStatus status)
    {
        await using var feed = new TestFeed();
        await using var server = await StreamServer.StartAsync(feed);
        using var client = await SocketClient.ConnectAsync(server, "/ws");
        await Patience.Until(() => feed.Feed.Watchers == 1, "the watcher");
        feed.Publish(1);

        feed.Feed.End(reason);

        (await client.ReadAsync()).ShouldBe("1");
        (await client.ReadAsync()).ShouldBe($$"""{"type":"end","reason":"{{reason}}"}""");
        (await client.ReadAsync()).ShouldBeNull();
        (client.CloseStatus, client.CloseReason).ShouldBe((status, reason));
        await client.AnswerCloseAsync();
        await Patience.Until(() => feed.Feed.Watchers == 0, "the watcher to be gone");
        server.Logs.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Client_that_never_answers_the_close_is_cut_off()
    {
        var time = new FakeTime();
        await using var feed = new TestFeed(time: time);
        var ended = new TaskCompletionSource();
        await using var server = await StreamServer.StartAsync(app => app.MapGet("/", async context =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            await FeedEndpoints.WriteWebSocketAsync(socket, feed.Feed, null);
            ended.SetResult();
        }));
        using var client = await SocketClient.ConnectAsync(server, "/");
        await Patience.Until(() => feed.Feed.Watchers == 1, "the watcher");
        feed.Feed.End("shutdown");
        (await client.ReadAsync())!.ShouldContain("end");
        (await client.ReadAsync()).ShouldBeNull();
        ended.Task.IsCompleted.ShouldBeFalse();

        time.Advance(TimeSpan.FromSeconds(6));

        await ended.Task.Within("the end of the connection");
        server.Logs.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Client_that_closes_is_answered_and_forgotten()
    {
        await using var feed = new TestFeed();
        await using var server = await StreamServer.StartAsync(feed);
        using var client = await SocketClient.ConnectAsync(server, "/ws");
        await Patience.Until(() => feed.Feed.Watchers == 1, "the watcher");

        await client.CloseAsync();

        client.CloseStatus.ShouldBe(WebSocketCloseStatus.NormalClosure);
        await Patience.Until(() => feed.Feed.Watchers == 0, "the watcher to be gone");
        server.Logs.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Client_that_vanishes_is_forgotten_without_noise()
    {
        await using var feed = new TestFeed();
        await using var server = await StreamServer.StartAsync(feed);
        using (await SocketClient.ConnectAsync(server, "/ws")) await Patience.Until(() => feed.Feed.Watchers == 1, "the watcher");

        await Patience.Until(() => feed.Feed.Watchers == 0, "the watcher to be gone");
        feed.Publish(1);
        server.Logs.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Client_that_stops_reading_is_cut_off_and_others_go_on()
    {
        var time = new FakeTime();
        await using var feed = new TestFeed(new FeedOptions { RingEntries = 64 }, time) { FrameBytes = 10_000 };
        await using var server = await StreamServer.StartAsync(feed);
        using var stuck = await SocketClient.ConnectAsync(server, "/ws");
        using var quick = await SocketClient.ConnectAsync(server, "/ws");
        await Patience.Until(() => feed.Feed.Watchers == 2, "the watchers");
        for (var i = 1; i <= 3_000; i++)
        {
            feed.Publish(1);
            (await quick.ReadAsync())!.TrimEnd().ShouldBe(i.ToString(CultureInfo.InvariantCulture));
        }

        for (var i = 0; i < 75; i++) time.Advance(TimeSpan.FromSeconds(1));

        await Patience.Until(() => feed.Feed.Watchers == 1, "the slow watcher to be gone");
        server.Logs.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Client_messages_are_ignored_and_one_too_large_closes()
    {
        await using var feed = new TestFeed();
        await using var server = await StreamServer.StartAsync(feed);
        using var client = await SocketClient.ConnectAsync(server, "/ws");
        await client.SendAsync("whatever");
        await client.SendAsync(new string('x', 64 * 1024));
        await Patience.Until(() => feed.Feed.Watchers == 1, "the watcher");
        feed.Publish(1);
        (await client.ReadAsync()).ShouldBe("1");

        await client.SendAsync(new string('x', 64 * 1024 + 1));

        (await client.ReadAsync()).ShouldBeNull();
        client.CloseStatus.ShouldBe(WebSocketCloseStatus.MessageTooBig);
        client.CloseReason!.ShouldContain("65536");
    }

    [Fact]
    public async Task Client_that_does_not_answer_pings_is_forgotten()
    {
        await using var feed = new TestFeed();
        var ended = new TaskCompletionSource();
        await using var server = await StreamServer.StartAsync(app => app.MapGet("/", async context =>
        {
            using var socket = await FeedEndpoints.AcceptWebSocketAsync(context, TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(50));
            await FeedEndpoints.WriteWebSocketAsync(socket, feed.Feed, null);
            ended.SetResult();
        }));
        using var silent = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await silent.ConnectAsync(IPAddress.Loopback, server.Http1.Port);
        string[] handshake =
        [
            "GET / HTTP/1.1", "Host: localhost", "Upgrade: websocket", "Connection: Upgrade",
            "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==", "", "",
        ];
        await silent.SendAsync(Encoding.ASCII.GetBytes(string.Join("\r\n", handshake)));
        (await silent.ReceiveAsync(new byte[4_096]).Within("the handshake")).ShouldBeGreaterThan(0);

        await ended.Task.Within("the end of the silent watcher");
        feed.Feed.Watchers.ShouldBe(0);
        server.Logs.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Subscription_that_is_ended_alone_leaves_the_others()
    {
        await using var feed = new TestFeed();
        var readers = new ConcurrentQueue<FeedReader>();
        await using var server = await StreamServer.StartAsync(app => app.MapGet("/", async context =>
        {
            using var socket = await FeedEndpoints.AcceptWebSocketAsync(context);
            using var reader = feed.Feed.Subscribe(null, socket.Abort);
            readers.Enqueue(reader);
            await FeedEndpoints.WriteWebSocketAsync(socket, reader);
        }));
        using var first = await SocketClient.ConnectAsync(server, "/");
        await Patience.Until(() => readers.Count == 1, "the first watcher");
        using var second = await SocketClient.ConnectAsync(server, "/");
        await Patience.Until(() => feed.Feed.Watchers == 2, "the second watcher");

        readers.First().End("token-revoked");

        (await first.ReadAsync())!.ShouldContain("token-revoked");
        (await first.ReadAsync()).ShouldBeNull();
        first.CloseStatus.ShouldBe(WebSocketCloseStatus.PolicyViolation);
        feed.Publish(1);
        (await second.ReadAsync()).ShouldBe("1");
    }
}
