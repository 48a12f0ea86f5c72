using System.Globalization;
using System.Net;
using System.Net.ServerSentEvents;
using System.Net.Sockets;
using System.Text;
using Cadre.Streams.Tests.Feeds;
using Microsoft.AspNetCore.Builder;

namespace Cadre.Streams.Tests.Transports;

public class SseTests
{
    public static TheoryData<string> Versions => ["1.1", "2.0"];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Stream_without_any_event_sends_headers_and_first_bytes_at_once(string version)
    {
        await using var feed = new TestFeed();
        feed.Publish(7);
        await using var server = await StreamServer.StartAsync(feed);
        using var client = server.Client(Version.Parse(version));
        using var stream = await SseText.OpenAsync(client, "/sse");

        stream.Response.Version.ShouldBe(Version.Parse(version));
        stream.Response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        stream.Response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        stream.Response.Headers.GetValues("X-Accel-Buffering").ShouldBe(["no"]);
        (await stream.BlockAsync()).ShouldBe(": connected|retry: 1000|id: testepoch1:7");
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Stream_carries_events_with_their_cursors(string version)
    {
        await using var feed = new TestFeed();
        await using var server = await StreamServer.StartAsync(feed);
        using var client = server.Client(Version.Parse(version));
        using var stream = await SseText.OpenAsync(client, "/sse");
        await stream.BlockAsync();

        feed.Publish(2);

        (await stream.BlockAsync()).ShouldBe("id: testepoch1:1|event: test|data: 1");
        (await stream.BlockAsync()).ShouldBe("id: testepoch1:2|event: test|data: 2");
    }

    [Fact]
    public async Task Stream_resumed_by_header_or_query_continues_after_the_cursor_and_the_header_wins()
    {
        await using var feed = new TestFeed();
        feed.Publish(10);
        await using var server = await StreamServer.StartAsync(feed);
        using var client = server.Client();
        using var byQuery = await SseText.OpenAsync(client, "/sse?after=testepoch1:7");
        using var byHeader = await SseText.OpenAsync(client, "/sse?after=testepoch1:2", "testepoch1:9");
        await byQuery.BlockAsync();
        await byHeader.BlockAsync();

        (await byQuery.BlockAsync()).ShouldBe("id: testepoch1:8|event: test|data: 8");
        (await byHeader.BlockAsync()).ShouldBe("id: testepoch1:10|event: test|data: 10");
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Stream_ten_thousand_events_behind_catches_up_in_order_and_follows(string version)
    {
        await using var feed = new TestFeed(new FeedOptions { RingEntries = 64 }) { FrameBytes = 300 };
        feed.Publish(10_000);
        await using var server = await StreamServer.StartAsync(feed);
        using var client = server.Client(Version.Parse(version));
        using var stream = await SseText.OpenAsync(client, "/sse?after=testepoch1:0");
        await stream.BlockAsync();
        var publishing = Task.Run(() =>
        {
            for (var i = 0; i < 100; i++) feed.Publish(10);
        });

        for (var i = 1; i <= 11_000; i++) (await stream.BlockAsync())!.ShouldStartWith($"id: testepoch1:{i}|");
        await publishing.Within("the publisher");
    }

    [Fact]
    public async Task Stream_at_an_unknown_cursor_sends_a_reset_and_then_the_tail()
    {
        await using var feed = new TestFeed();
        feed.Publish(5);
        await using var server = await StreamServer.StartAsync(feed);
        using var client = server.Client();
        using var stream = await SseText.OpenAsync(client, "/sse?after=gone:3");

        (await stream.BlockAsync()).ShouldBe(": connected|retry: 1000");
        (await stream.BlockAsync()).ShouldBe("id: testepoch1:5|event: reset|data: {\"type\":\"reset\",\"reason\":\"UnknownEpoch\",\"state\":5}");
        feed.Publish(1);
        (await stream.BlockAsync()).ShouldBe("id: testepoch1:6|event: test|data: 6");
    }

    [Fact]
    public async Task Stream_heartbeat_moves_the_id_on_without_dispatching_an_event()
    {
        var time = new FakeTime();
        await using var feed = new TestFeed(time: time) { EmptyEvery = 1 };
        await using var server = await StreamServer.StartAsync(feed);
        using var client = server.Client();
        using var stream = await SseText.OpenAsync(client, "/sse");
        await stream.BlockAsync();
        feed.Publish(3);
        await Patience.Until(() => feed.Feed.Watchers == 1, "the watcher");

        time.Advance(TimeSpan.FromSeconds(15.1));

        var heartbeat = await stream.BlockAsync();
        heartbeat.ShouldBe(": heartbeat|id: testepoch1:3");
        using var text = new MemoryStream(Encoding.UTF8.GetBytes(heartbeat!.Replace('|', '\n') + "\n\n"));
        SseParser.Create(text).Enumerate().ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Stream_that_is_ended_says_why_and_completes(string version)
    {
        await using var feed = new TestFeed();
        await using var server = await StreamServer.StartAsync(feed);
        using var client = server.Client(Version.Parse(version));
        using var stream = await SseText.OpenAsync(client, "/sse");
        await stream.BlockAsync();
        feed.Publish(1);

        feed.Feed.End("shutdown");

        (await stream.BlockAsync()).ShouldBe("id: testepoch1:1|event: test|data: 1");
        (await stream.BlockAsync()).ShouldBe("event: end|data: {\"reason\":\"shutdown\"}");
        (await stream.BlockAsync()).ShouldBeNull();
        server.Logs.Problems.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Client_that_leaves_is_noticed_without_noise(string version)
    {
        await using var feed = new TestFeed();
        await using var server = await StreamServer.StartAsync(feed);
        using (var client = server.Client(Version.Parse(version)))
        {
            var streams = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => SseText.OpenAsync(client, "/sse")));
            feed.Feed.Watchers.ShouldBe(10);
            feed.Publish(1);
            foreach (var stream in streams) stream.Dispose();
        }

        await Patience.Until(() => feed.Feed.Watchers == 0, "the watchers to be gone");
        feed.Publish(1);
        server.Logs.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Client_that_resets_its_connection_is_noticed_without_noise()
    {
        await using var feed = new TestFeed();
        await using var server = await StreamServer.StartAsync(feed);
        using (var socket = await RequestAsync(server))
        {
            await Patience.Until(() => feed.Feed.Watchers == 1, "the watcher");
            socket.LingerState = new LingerOption(true, 0);
        }

        await Patience.Until(() => feed.Feed.Watchers == 0, "the watcher to be gone");
        feed.Publish(1);
        server.Logs.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Client_that_stops_reading_holds_up_nobody_and_is_cut_off_as_slow()
    {
        var time = new FakeTime();
        await using var feed = new TestFeed(new FeedOptions { RingEntries = 64 }, time) { FrameBytes = 10_000 };
        await using var server = await StreamServer.StartAsync(feed);
        using var stuck = await RequestAsync(server);
        using var client = server.Client();
        using var quick = await SseText.OpenAsync(client, "/sse");
        await quick.BlockAsync();
        await Patience.Until(() => feed.Feed.Watchers == 2, "the watchers");

        // Far more than sockets buffer: the stuck one cannot take it all.
        for (var i = 1; i <= 3_000; i++)
        {
            feed.Publish(1);
            (await quick.BlockAsync())!.ShouldStartWith($"id: testepoch1:{i}|");
        }

        feed.Feed.Watchers.ShouldBe(2);
        // The quick one is kept from being slow in the leaps of a fake clock by being idle.
        for (var i = 0; i < 75; i++) time.Advance(TimeSpan.FromSeconds(1));
        await Patience.Until(() => feed.Feed.Watchers == 1, "the slow watcher to be gone");
        feed.Publish(1);
        string? block;
        while ((block = await quick.BlockAsync())!.StartsWith(": heartbeat", StringComparison.Ordinal))
        {
        }

        block.ShouldStartWith("id: testepoch1:3001|");
        await Should.ThrowAsync<SocketException>(async () => await ReadToEndAsync(stuck));
        server.Logs.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Token_cancelled_ends_the_stream()
    {
        await using var feed = new TestFeed();
        using var cancel = new CancellationTokenSource();
        await using var server = await StreamServer.StartAsync(app => app.MapGet("/sse", context => FeedEndpoints.WriteSseAsync(context, feed.Feed, null, cancel.Token)));
        using var client = server.Client();
        using var stream = await SseText.OpenAsync(client, "/sse");
        await stream.BlockAsync();

        await cancel.CancelAsync();

        (await stream.BlockAsync()).ShouldBeNull();
        feed.Feed.Watchers.ShouldBe(0);
        server.Logs.Problems.ShouldBeEmpty();
    }

    static async Task<Socket> RequestAsync(StreamServer server)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4_096 };
        await socket.ConnectAsync(IPAddress.Loopback, server.Http1.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"GET /sse HTTP/1.1\r\nHost: localhost:{server.Http1.Port}\r\n\r\n")));
        return socket;
    }

    static async Task ReadToEndAsync(Socket socket)
    {
        var buffer = new byte[64 * 1024];
        while (await socket.ReceiveAsync(buffer).Within("the end of the connection") > 0)
        {
        }

        throw new InvalidOperationException("the connection ended in an orderly way");
    }
}
