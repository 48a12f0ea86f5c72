using System.Text.Json;
using Cadre.TestKit;

namespace Cadre.Hub.Tests.Native;

public sealed class EventPageTests : IAsyncLifetime
{
    private const string Events = NativeHub.Root + "/events";
    private TestHub _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await NativeHub.StartAsync();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task Pages_give_every_event_once_and_in_order()
    {
        foreach (var i in Enumerable.Range(1, 25))
            await _hub.AddAgentAsync($"a{i}");
        var seen = new List<long>();
        string? cursor = null;
        JsonElement page;
        do
        {
            page = (await _hub.GetAsync($"{Events}?limit=10{(cursor is null ? "" : "&after=" + cursor)}")).ShouldBeOk();
            seen.AddRange(page.GetProperty("events").EnumerateArray().Select(e => e.Number("sequence")));
            cursor = page.Text("cursor");
        }
        while (page.GetProperty("more").GetBoolean());

        seen.ShouldBe(Enumerable.Range(1, 25).Select(i => (long)i));
        cursor.ShouldBe(await _hub.CursorAsync());
    }

    [Fact]
    public async Task Event_tells_what_who_when_and_where()
    {
        var token = await _hub.TokenAsync("operator", "default", "lead");
        await _hub.PostAsync(NativeHub.Root + "/agents", """{"id":"a"}""", token);

        var page = (await _hub.GetAsync(Events)).ShouldBeOk();

        var e = page.GetProperty("events").EnumerateArray().Single();
        e.EnumerateObject().Select(m => m.Name).ShouldBe(["cursor", "sequence", "time", "type", "actor", "data"], ignoreOrder: true);
        e.Text("cursor").ShouldBe(page.Text("cursor"));
        e.Number("sequence").ShouldBe(1);
        e.Text("type").ShouldBe("agent.created");
        e.Text("actor").ShouldBe("lead");
        e.GetProperty("data").GetProperty("agent").Text("id").ShouldBe("a");
    }

    [Fact]
    public async Task Waiting_reader_is_answered_by_the_next_event()
    {
        var cursor = await _hub.CursorAsync();
        var waiting = _hub.GetAsync($"{Events}?after={cursor}&wait=30");
        waiting.IsCompleted.ShouldBeFalse();

        await _hub.AddAgentAsync("a");

        var page = (await waiting.Within("the long poll")).ShouldBeOk();
        page.GetProperty("events").EnumerateArray().Single().Text("type").ShouldBe("agent.created");
    }

    [Fact]
    public async Task Wait_without_an_event_ends_with_an_empty_page()
    {
        var cursor = await _hub.CursorAsync();

        var page = (await _hub.GetAsync($"{Events}?after={cursor}&wait=1")).ShouldBeOk();

        page.GetProperty("events").GetArrayLength().ShouldBe(0);
        page.Text("cursor").ShouldBe(cursor);
        page.GetProperty("more").GetBoolean().ShouldBeFalse();
    }

    [Theory]
    [InlineData("otherepoch:0", "unknown-epoch")]
    [InlineData("{epoch}:99", "ahead")]
    public async Task Cursor_that_cannot_be_resumed_gets_a_reset_with_the_state(string cursor, string reason)
    {
        await _hub.AddAgentAsync("a");
        var now = await _hub.CursorAsync();

        var page = (await _hub.GetAsync($"{Events}?after={cursor.Replace("{epoch}", now.Split(':')[0], StringComparison.Ordinal)}")).ShouldBeOk();

        page.GetProperty("reset").Text("reason").ShouldBe(reason);
        page.GetProperty("state").GetProperty("agents").EnumerateArray().Single().Text("id").ShouldBe("a");
        page.GetProperty("events").GetArrayLength().ShouldBe(0);
        page.GetProperty("more").GetBoolean().ShouldBeFalse();
        page.Text("cursor").ShouldBe(now);
    }

    [Theory]
    [InlineData("after=nonsense", "bad-cursor", "query:after")]
    [InlineData("after=e:01", "bad-cursor", "query:after")]
    [InlineData("after=E:1", "bad-cursor", "query:after")]
    [InlineData("limit=0", "bad-query", "query:limit")]
    [InlineData("limit=10001", "bad-query", "query:limit")]
    [InlineData("wait=61", "bad-query", "query:wait")]
    [InlineData("wait=-1", "bad-query", "query:wait")]
    public async Task Wrong_query_is_refused_with_its_name(string query, string code, string pointer)
    {
        (await _hub.GetAsync($"{Events}?{query}")).ShouldBeProblem(400, code).Text("pointer").ShouldBe(pointer);
    }

    [Fact]
    public async Task Revoked_token_ends_the_wait()
    {
        var token = await _hub.TokenAsync("viewer", "default", "watcher");
        var waiting = _hub.GetAsync($"{Events}?after={await _hub.CursorAsync()}&wait=60", token);
        var id = (await _hub.GetAsync("/api/tokens")).Json.GetProperty("items").EnumerateArray().Single().Text("id");

        await _hub.DeleteAsync($"/api/tokens/{id}");

        (await waiting.Within("the end of the wait")).ShouldBeProblem(401, "token-invalid");
    }
}
