using System.Net;
using System.Text.Json;

namespace Cadre.Hub.Tests.Native;

public sealed class ActivityTests : IAsyncLifetime
{
    private const string Activity = NativeHub.Root + "/activity";
    private TestHub _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await NativeHub.StartAsync();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task Newest_activity_stands_first()
    {
        (await _hub.PostAsync(Activity, """{"message":"first"}""")).ShouldBeOk(HttpStatusCode.Created);
        (await _hub.PostAsync(Activity, """{"message":"second","agent":"a","type":"note"}""")).ShouldBeOk(HttpStatusCode.Created)
            .GetProperty("state").Text("type").ShouldBe("note");

        var items = (await _hub.GetAsync(Activity)).ShouldBeOk().GetProperty("items").EnumerateArray().ToList();

        items.Select(i => i.Text("message")).ShouldBe(["second", "first"]);
        items[0].Text("agent").ShouldBe("a");
        (await _hub.GetAsync(Activity + "?limit=1")).Json.GetProperty("items").GetArrayLength().ShouldBe(1);
    }

    [Theory]
    [InlineData("{}", "invalid-value")]
    [InlineData("""{"message":""}""", "invalid-value")]
    [InlineData("""{"message":"m","level":1}""", "unknown-member")]
    public async Task Wrong_activity_is_refused(string body, string code)
    {
        (await _hub.PostAsync(Activity, body)).ShouldBeProblem(422, code);
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=51")]
    public async Task Wrong_limit_is_refused(string query)
    {
        (await _hub.GetAsync($"{Activity}?{query}")).ShouldBeProblem(400, "bad-query");
    }

    [Fact]
    public async Task Progress_is_null_until_there_is_a_task()
    {
        (await _hub.GetAsync(NativeHub.Root + "/progress")).ShouldBeOk().ValueKind.ShouldBe(JsonValueKind.Null);

        await _hub.AddTaskAsync("1");
        await _hub.AddTaskAsync("2");
        await _hub.PatchAsync(NativeHub.Root + "/tasks/1", """{"status":"completed"}""");

        (await _hub.GetAsync(NativeHub.Root + "/progress")).ShouldBeOk().GetProperty("percentage").GetDouble().ShouldBe(50);
    }
}
