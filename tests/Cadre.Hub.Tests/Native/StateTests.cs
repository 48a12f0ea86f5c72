using System.Globalization;
using System.Text.Json;

namespace Cadre.Hub.Tests.Native;

public sealed class StateTests : IAsyncLifetime
{
    private const string State = NativeHub.Root + "/state";
    private TestHub _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await NativeHub.StartAsync();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task State_stands_at_its_cursor()
    {
        var empty = await _hub.StateAsync();
        empty.GetProperty("state").GetProperty("agents").GetArrayLength().ShouldBe(0);
        empty.Text("cursor").ShouldEndWith(":0");
        empty.Number("time").ShouldBe(0);

        var write = await _hub.PostAsync(NativeHub.Root + "/agents", """{"id":"a"}""");

        var state = await _hub.StateAsync();
        state.Text("cursor").ShouldBe(write.Json.Text("cursor"));
        state.Number("time").ShouldBeGreaterThan(0);
        state.GetProperty("state").GetProperty("agents").EnumerateArray().Single().Text("id").ShouldBe("a");
    }

    [Fact]
    public async Task Past_is_found_by_cursor()
    {
        var before = await _hub.CursorAsync();
        await _hub.AddAgentAsync("a");
        var middle = await _hub.StateAsync();
        await _hub.PatchAsync(NativeHub.Root + "/agents/a", """{"status":"running"}""");

        (await _hub.GetAsync($"{State}?at={before}")).ShouldBeOk().GetProperty("state").GetProperty("agents").GetArrayLength().ShouldBe(0);
        var past = (await _hub.GetAsync($"{State}?at={middle.Text("cursor")}")).ShouldBeOk();
        JsonElement.DeepEquals(past, middle).ShouldBeTrue(past.GetRawText());
    }

    [Fact]
    public async Task Past_is_found_by_time()
    {
        await _hub.AddAgentAsync("a");
        var time = (await _hub.StateAsync()).Number("time");
        var iso = DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("O", CultureInfo.InvariantCulture);

        foreach (var at in new[] { $"{time}", iso.Replace("+00:00", "Z", StringComparison.Ordinal), iso, Uri.EscapeDataString(iso), "2999-01-01T00:00:00Z" })
            (await _hub.GetAsync($"{State}?at={at}")).ShouldBeOk().GetProperty("state").GetProperty("agents").GetArrayLength().ShouldBe(1, at);
        (await _hub.GetAsync($"{State}?at={time - 1}")).ShouldBeOk().GetProperty("state").GetProperty("agents").GetArrayLength().ShouldBe(0);
        (await _hub.GetAsync($"{State}?at=0")).ShouldBeOk();
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("99999999999999999999")]
    [InlineData("2026-13-01T00:00:00Z")]
    [InlineData("2026-01-01")]
    [InlineData("NaN")]
    public async Task Time_that_is_none_is_refused(string at)
    {
        (await _hub.GetAsync($"{State}?at={at}")).ShouldBeProblem(400, "bad-time").Text("pointer").ShouldBe("query:at");
    }

    [Fact]
    public async Task Point_that_was_never_is_not_found()
    {
        var cursor = await _hub.CursorAsync();

        (await _hub.GetAsync($"{State}?at={cursor.Split(':')[0]}:9")).ShouldBeProblem(404, "not-found");
        (await _hub.GetAsync($"{State}?at=otherepoch:0")).ShouldBeProblem(404, "not-found");
    }

    [Fact]
    public async Task Graph_shows_who_waits_for_whom()
    {
        await _hub.AddTaskAsync("1");
        await _hub.AddTaskAsync("2", ""","blockedBy":[1]""");

        var graph = (await _hub.GetAsync(NativeHub.Root + "/graph")).ShouldBeOk();

        graph.GetProperty("ready").EnumerateArray().Select(t => t.GetInt64()).ShouldBe([1]);
        var edge = graph.GetProperty("edges").EnumerateArray().Single();
        (edge.Text("from"), edge.Text("to"), edge.Text("kind")).ShouldBe(("task:2", "task:1", "blocked_by"));
    }

    [Fact]
    public async Task Conflicts_are_predicted_for_the_workspace()
    {
        await _hub.AddAgentAsync("a", ""","riskScore":95,"status":"running" """);

        var items = (await _hub.GetAsync(NativeHub.Root + "/conflicts")).ShouldBeOk().GetProperty("items").EnumerateArray();

        items.ShouldContain(p => p.GetProperty("agents").EnumerateArray().Any(a => a.GetString() == "a"));
    }
}
