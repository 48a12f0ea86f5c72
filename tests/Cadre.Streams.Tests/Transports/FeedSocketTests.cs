using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using Cadre.Streams.Tests.Feeds;
using Microsoft.AspNetCore.Builder;

namespace Cadre.Streams.Tests.Transports;

/// <summary>Several feeds and the caller's own messages over one WebSocket.</summary>
public class FeedSocketTests
{
    static FeedSocketOptions OptionsWith(TimeSpan heartbeats) => new()
    {
        HeartbeatInterval = heartbeats,
        Heartbeat = positions => Bytes("heartbeat " + string.Join(',', positions.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}={pair.Value}"))),
        End = (key, reason) => Bytes($"end {key ?? "-"} {reason}"),
    };

    static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>Understands <c>sub KEY [CURSOR]</c>, <c>unsub KEY</c>, <c>throw</c>; says anything else back.</summary>
    static Task<StreamServer> StartAsync(
        IReadOnlyDictionary<string, TestFeed> feeds,
        TimeProvider? time = null,
        Action<FeedSocket>? accepted = null,
        double heartbeatSeconds = 15) =>
        StreamServer.StartAsync(app => app.MapGet("/", async context =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            await using var connection = new FeedSocket(socket, OptionsWith(TimeSpan.FromSeconds(heartbeatSeconds)), time ?? TimeProvider.System);
            accepted?.Invoke(connection);
            await connection.RunAsync(
                async (message, token) =>
                {
                    switch (Encoding.UTF8.GetString(message.Span).Split(' '))
                    {
                        case ["sub", var key, .. var rest]:
                            Cursor? after = rest is [var cursor] ? Cursor.Parse(cursor) : null;
                            await connection.SubscribeAsync(key, feeds[key].Feed, after, at => Bytes($"subscribed {key} {at}"), token);
                            break;
                        case ["unsub", var key]:
                            var was = await connection.UnsubscribeAsync(key);
                            await connection.SendAsync(Bytes($"unsubscribed {key} {was}"), token);
                            break;
                        case ["throw"]:
                            throw new InvalidDataException("as asked");
                        default:
                            await connection.SendAsync(message.ToArray(), token);
                            break;
                    }
                },
                context.RequestAborted);
        }));

    [Fact]
    public async Task Subscribe_is_acknowledged_before_the_first_event()
    {
        await using var feed = new TestFeed();
        feed.Publish(3);
        await using var server = await StartAsync(new Dictionary<string, TestFeed> { ["a"] = feed });
        using var client = await SocketClient.ConnectAsync(server, "/");

        await client.SendAsync("sub a testepoch1:1");

        (await client.ReadAsync()).ShouldBe("subscribed a testepoch1:1");
        (await client.ReadAsync()).ShouldBe("2");
        (await client.ReadAsync()).ShouldBe("3");
    }

    [Fact]
    public async Task Subscribe_without_a_cursor_is_acknowledged_with_where_it_starts()
    {
        await using var feed = new TestFeed();
        feed.Publish(3);
        await using var server = await StartAsync(new Dictionary<string, TestFeed> { ["a"] = feed });
        using var client = await SocketClient.ConnectAsync(server, "/");

        await client.SendAsync("sub a");

        (await client.ReadAsync()).ShouldBe("subscribed a testepoch1:3");
        feed.Publish(1);
        (await client.ReadAsync()).ShouldBe("4");
    }

    [Fact]
    public async Task Subscribe_at_an_unknown_cursor_is_acknowledged_with_it_and_reset()
    {
        await using var feed = new TestFeed();
        feed.Publish(3);
        await using var server = await StartAsync(new Dictionary<string, TestFeed> { ["a"] = feed });
        using var client = await SocketClient.ConnectAsync(server, "/");

        await client.SendAsync("sub a gone:7");

        (await client.ReadAsync()).ShouldBe("subscribed a gone:7");
        (await client.ReadAsync())!.ShouldContain("UnknownEpoch");
    }

    [Fact]
    public async Task Subscribe_to_a_key_again_replaces_the_subscription()
    {
        await using var feed = new TestFeed();
        feed.Publish(2);
        await using var server = await StartAsync(new Dictionary<string, TestFeed> { ["a"] = feed });
        using var client = await SocketClient.ConnectAsync(server, "/");
        await client.SendAsync("sub a");
        (await client.ReadAsync()).ShouldBe("subscribed a testepoch1:2");

        await client.SendAsync("sub a testepoch1:0");

        (await client.ReadAsync()).ShouldBe("subscribed a testepoch1:0");
        (await client.ReadAsync()).ShouldBe("1");
        (await client.ReadAsync()).ShouldBe("2");
        feed.Feed.Watchers.ShouldBe(1);
        feed.Publish(1);
        (await client.ReadAsync()).ShouldBe("3");
    }

    [Fact]
    public async Task Unsubscribe_stops_that_feed_only()
    {
        await using TestFeed a = new(), b = new();
        await using var server = await StartAsync(new Dictionary<string, TestFeed> { ["a"] = a, ["b"] = b });
        using var client = await SocketClient.ConnectAsync(server, "/");
        await client.SendAsync("sub a");
        await client.ReadAsync();
        await client.SendAsync("sub b");
        await client.ReadAsync();

        await client.SendAsync("unsub a");
        (await client.ReadAsync()).ShouldBe("unsubscribed a True");
        a.Publish(1);
        b.Publish(2);
        (await client.ReadAsync()).ShouldBe("1");
        (await client.ReadAsync()).ShouldBe("2");
        await client.SendAsync("unsub a");
        (await client.ReadAsync()).ShouldBe("unsubscribed a False");
        a.Feed.Watchers.ShouldBe(0);
    }

    [Fact]
    public async Task Messages_in_parts_are_put_together()
    {
        await using var server = await StartAsync(new Dictionary<string, TestFeed>());
        using var client = await SocketClient.ConnectAsync(server, "/");
        var long1 = new string('a', 30_000);

        await client.SendAsync(long1, end: false);
        await client.SendAsync("", end: false);
        await client.SendAsync("end");
        (await client.ReadAsync()).ShouldBe(long1 + "end");
        await client.SendAsync("");
        (await client.ReadAsync()).ShouldBe("");
    }

    [Fact]
    public async Task Heartbeat_tells_where_every_subscription_stands()
    {
        var time = new FakeTime();
        await using TestFeed a = new(time: time), b = new(time: time);
        a.Publish(5);
        await using var server = await StartAsync(new Dictionary<string, TestFeed> { ["a"] = a, ["b"] = b }, time);
        using var client = await SocketClient.ConnectAsync(server, "/");
        await client.SendAsync("sub a");
        await client.ReadAsync();
        await client.SendAsync("sub b");
        await client.ReadAsync();

        time.Advance(TimeSpan.FromSeconds(15.1));
        (await client.ReadAsync()).ShouldBe("heartbeat a=testepoch1:5,b=testepoch1:0");
        time.Advance(TimeSpan.FromSeconds(15.1));
        (await client.ReadAsync()).ShouldBe("heartbeat a=testepoch1:5,b=testepoch1:0");
    }

    [Fact]
    public async Task End_of_one_feed_says_which_and_closes()
    {
        await using TestFeed a = new(), b = new();
        await using var server = await StartAsync(new Dictionary<string, TestFeed> { ["a"] = a, ["b"] = b });
        using var client = await SocketClient.ConnectAsync(server, "/");
        await client.SendAsync("sub a");
        await client.ReadAsync();
        await client.SendAsync("sub b");
        await client.ReadAsync();

        b.Feed.End("shutdown");

        (await client.ReadAsync()).ShouldBe("end b shutdown");
        (await client.ReadAsync()).ShouldBeNull();
        client.CloseStatus.ShouldBe(WebSocketCloseStatus.EndpointUnavailable);
        await client.AnswerCloseAsync();
        await Patience.Until(() => a.Feed.Watchers + b.Feed.Watchers == 0, "the watchers to be gone");
    }

    [Fact]
    public async Task End_of_the_connection_says_why_and_closes()
    {
        FeedSocket? connection = null;
        await using var server = await StartAsync(new Dictionary<string, TestFeed>(), accepted: accepted => connection = accepted);
        using var client = await SocketClient.ConnectAsync(server, "/");
        await Patience.Until(() => connection is not null, "the connection");

        await connection!.EndAsync("token-revoked").Within("the end");
        await connection.EndAsync("again").Within("the second end");

        (await client.ReadAsync()).ShouldBe("end - token-revoked");
        (await client.ReadAsync()).ShouldBeNull();
        (client.CloseStatus, client.CloseReason).ShouldBe((WebSocketCloseStatus.PolicyViolation, "token-revoked"));
    }

    [Fact]
    public async Task Callback_that_throws_closes_with_an_internal_error_and_reaches_the_host()
    {
        await using var server = await StartAsync(new Dictionary<string, TestFeed>());
        using var client = await SocketClient.ConnectAsync(server, "/");

        await client.SendAsync("throw");

        (await client.ReadAsync()).ShouldBe("end - internal-error");
        (await client.ReadAsync()).ShouldBeNull();
        client.CloseStatus.ShouldBe(WebSocketCloseStatus.InternalServerError);
        await client.AnswerCloseAsync();
        await Patience.Until(() => server.Logs.Problems.Any(text => text.Contains("as asked", StringComparison.Ordinal)), "the log");
    }

    [Fact]
    public async Task Feeds_messages_and_heartbeats_all_at_once_never_mix_and_keep_their_order()
    {
        const int events = 2_000;
        var feeds = Enumerable.Range(0, 4).ToDictionary(n => $"f{n}", n => new TestFeed { FrameBytes = 200 + n });
        FeedSocket? connection = null;
        await using var server = await StartAsync(feeds, accepted: accepted => connection = accepted, heartbeatSeconds: 0.01);
        using var client = await SocketClient.ConnectAsync(server, "/");
        foreach (var key in feeds.Keys) await client.SendAsync($"sub {key}");
        await Patience.Until(() => feeds.Values.All(feed => feed.Feed.Watchers == 1), "the subscriptions");

        var senders = feeds.Values.Select(feed => Task.Run(async () =>
        {
            for (var i = 0; i < events; i += 10)
            {
                feed.Publish(10);
                await Task.Yield();
            }
        })).Append(Task.Run(async () =>
        {
            for (var i = 1; i <= events; i++) await connection!.SendAsync(Bytes($"own {i}"), default);
        })).ToList();

        var last = new Dictionary<string, int>();
        while (last.Count < 5 || last.Values.Any(number => number < events))
        {
            var message = (await client.ReadAsync())!;
            if (message.StartsWith("subscribed ", StringComparison.Ordinal)) continue;
            if (message.StartsWith("heartbeat ", StringComparison.Ordinal))
            {
                foreach (var position in message["heartbeat ".Length..].Split(',', StringSplitOptions.RemoveEmptyEntries))
                {
                    var announced = int.Parse(position.Split(':')[1], CultureInfo.InvariantCulture);
                    announced.ShouldBeLessThanOrEqualTo(last.GetValueOrDefault(position.Split('=')[0]), "a heartbeat is ahead of the events");
                }

                continue;
            }

            // Each feed pads its frames to a length of its own.
            var (source, text) = message.StartsWith("own ", StringComparison.Ordinal) ? ("own", message[4..]) : ($"f{message.Length - 200}", message.TrimEnd());
            var number = int.Parse(text, CultureInfo.InvariantCulture);
            number.ShouldBe(last.GetValueOrDefault(source) + 1);
            last[source] = number;
        }

        await Task.WhenAll(senders).Within("the senders");
        foreach (var feed in feeds.Values) await feed.DisposeAsync();
    }
}
