using Cadre.TestKit;

namespace Cadre.Hub.Tests.Native;

public sealed class EventStreamTests : IAsyncLifetime
{
    private const string Stream = NativeHub.Root + "/events/stream";
    private TestHub _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await NativeHub.StartAsync();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task Stream_begins_with_the_next_event()
    {
        await _hub.AddAgentAsync("before");
        await using var stream = await EventStream.OpenAsync(_hub.Http, Stream);
        stream.Response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        stream.Response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        stream.Response.Headers.Connection.ShouldBe(["keep-alive"]);

        await _hub.AddAgentAsync("after");

        var (type, data) = await stream.NextAsync();
        type.ShouldBe("agent.created");
        data.GetProperty("data").GetProperty("agent").Text("id").ShouldBe("after");
        stream.LastEventId().ShouldBe(data.Text("cursor"));
    }

    [Fact]
    public async Task Stream_goes_on_after_a_cursor_without_loss_or_repeat()
    {
        var start = await _hub.CursorAsync();
        foreach (var i in Enumerable.Range(1, 5))
            await _hub.AddAgentAsync($"a{i}");

        await using var all = await EventStream.OpenAsync(_hub.Http, $"{Stream}?after={start}");
        for (var i = 1; i <= 3; i++)
            (await all.NextAsync()).Data.Number("sequence").ShouldBe(i);
        await using var rest = await EventStream.OpenAsync(_hub.Http, $"{Stream}?after={start}", all.LastEventId());

        (await rest.NextAsync()).Data.Number("sequence").ShouldBe(4);
        (await rest.NextAsync()).Data.Number("sequence").ShouldBe(5);
    }

    [Fact]
    public async Task Cursor_that_cannot_be_resumed_gets_a_reset_first()
    {
        await _hub.AddAgentAsync("a");
        await using var stream = await EventStream.OpenAsync(_hub.Http, Stream + "?after=otherepoch:7");

        var (type, data) = await stream.NextAsync();

        type.ShouldBe("reset");
        data.Text("reason").ShouldBe("unknown-epoch");
        data.GetProperty("state").GetProperty("agents").GetArrayLength().ShouldBe(1);
        await _hub.AddAgentAsync("b");
        (await stream.NextAsync()).Data.Number("sequence").ShouldBe(2);
    }

    [Fact]
    public async Task Bad_cursor_is_refused_before_the_stream_begins()
    {
        (await _hub.GetAsync(Stream + "?after=x")).ShouldBeProblem(400, "bad-cursor");
        (await _hub.SendAsync(HttpMethod.Get, Stream, headers: ("Last-Event-ID", "x"))).ShouldBeProblem(400, "bad-cursor").Text("pointer").ShouldBe("header:Last-Event-ID");
    }

    [Fact]
    public async Task Idle_stream_gets_signs_of_life_that_move_its_position_on()
    {
        await using var hub = await TestHub.StartAsync(o => o.Heartbeat = TimeSpan.FromMilliseconds(200));
        using var response = await hub.Http.GetAsync(Stream, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        var lines = new List<string?>();
        while (!lines.Contains(": heartbeat"))
            lines.Add(await reader.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().Within("a heartbeat"));

        lines[0].ShouldBe(": connected");
        (await reader.ReadLineAsync(TestContext.Current.CancellationToken)).ShouldBe("id: " + await hub.CursorAsync());
    }

    [Fact]
    public async Task Token_in_the_query_opens_a_stream()
    {
        var token = await _hub.TokenAsync("viewer", "default", "watcher");
        await using var stream = await EventStream.OpenAsync(_hub.Http, $"{Stream}?access_token={token}");
        await _hub.AddAgentAsync("a");

        (await stream.NextAsync()).Type.ShouldBe("agent.created");
        (await _hub.GetAsync(Stream + "?access_token=cdr_wrong")).ShouldBeProblem(401, "token-invalid");
    }

    [Fact]
    public async Task Revoked_token_ends_its_streams_and_says_so()
    {
        var token = await _hub.TokenAsync("viewer", "default", "watcher");
        await using var stream = await EventStream.OpenAsync(_hub.Http, $"{Stream}?access_token={token}");
        await using var other = await EventStream.OpenAsync(_hub.Http, Stream);
        var id = (await _hub.GetAsync("/api/tokens")).Json.GetProperty("items").EnumerateArray().Single().Text("id");

        await _hub.DeleteAsync($"/api/tokens/{id}");

        var (type, data) = await stream.NextAsync();
        type.ShouldBe("end");
        data.Text("reason").ShouldBe("token-revoked");
        await _hub.AddAgentAsync("a");
        (await other.NextAsync()).Type.ShouldBe("agent.created");
    }

    [Fact]
    public async Task Stopping_hub_ends_streams_with_the_reason()
    {
        await using var stream = await EventStream.OpenAsync(_hub.Http, Stream);

        var stopping = _hub.StopAsync();

        var (type, data) = await stream.NextAsync();
        type.ShouldBe("end");
        data.Text("reason").ShouldBe("shutdown");
        await stopping.Within("the stop");
    }

    [Fact]
    public async Task Head_answers_without_opening_the_stream()
    {
        var reply = await _hub.SendAsync(HttpMethod.Head, Stream);

        ((int)reply.Status).ShouldBe(200);
        reply.MediaType.ShouldBe("text/event-stream");
    }

    [Fact]
    public async Task Page_of_another_site_cannot_listen()
    {
        (await _hub.SendAsync(HttpMethod.Get, Stream, headers: ("Origin", "http://evil.example"))).ShouldBeProblem(403, "foreign-origin");
        (await _hub.SendAsync(HttpMethod.Get, Stream, headers: ("Host", "rebound.example"))).ShouldBeProblem(403, "foreign-host");
    }
}
