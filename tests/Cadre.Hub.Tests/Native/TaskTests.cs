using System.Net;

namespace Cadre.Hub.Tests.Native;

public sealed class TaskTests : IAsyncLifetime
{
    private const string Tasks = NativeHub.Root + "/tasks";
    private TestHub _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await NativeHub.StartAsync();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task Task_without_an_id_gets_the_next_one()
    {
        (await _hub.AddTaskAsync("one")).ShouldBe(1);
        (await _hub.AddTaskAsync("seven", ""","id":7""")).ShouldBe(7);
        var reply = await _hub.PostAsync(Tasks, """{"title":"next"}""");

        reply.ShouldBeOk(HttpStatusCode.Created).GetProperty("state").Number("id").ShouldBe(8);
        reply.Headers.Location!.OriginalString.ShouldBe(Tasks + "/8");
        (await _hub.GetAsync(Tasks + "/8")).ShouldBeOk().Text("title").ShouldBe("next");
    }

    [Fact]
    public async Task Life_of_a_task_is_told_step_by_step()
    {
        await _hub.AddAgentAsync("a");
        var id = await _hub.AddTaskAsync("build");

        (await _hub.PostAsync($"{Tasks}/{id}/assign", """{"agentId":"a"}""")).ShouldBeOk().GetProperty("state").Text("status").ShouldBe("in_progress");
        (await _hub.PatchAsync($"{Tasks}/{id}", """{"title":"build it","progress":40}""")).ShouldBeOk().GetProperty("state").Text("title").ShouldBe("build it");
        var done = (await _hub.PatchAsync($"{Tasks}/{id}", """{"status":"completed"}""")).ShouldBeOk().GetProperty("state");

        done.Text("status").ShouldBe("completed");
        done.Text("agentId").ShouldBe("a");
        (await _hub.GetAsync(NativeHub.Root + "/agents/a")).Json.Text("status").ShouldBe("idle");
    }

    [Fact]
    public async Task Task_waits_for_others_until_the_last_is_done()
    {
        var (first, second) = (await _hub.AddTaskAsync("1"), await _hub.AddTaskAsync("2"));
        var waiting = await _hub.AddTaskAsync("3");

        (await _hub.PostAsync($"{Tasks}/{waiting}/block", $$"""{"blockedBy":[{{first}},{{second}}]}""")).ShouldBeOk().GetProperty("state").Text("status").ShouldBe("blocked");
        await _hub.PatchAsync($"{Tasks}/{first}", """{"status":"completed"}""");
        (await _hub.GetAsync($"{Tasks}/{waiting}")).Json.Text("status").ShouldBe("blocked");
        await _hub.PatchAsync($"{Tasks}/{second}", """{"status":"completed"}""");

        (await _hub.GetAsync($"{Tasks}/{waiting}")).Json.Text("status").ShouldBe("pending");
    }

    [Fact]
    public async Task Unblock_needs_no_body()
    {
        var (first, waiting) = (await _hub.AddTaskAsync("1"), await _hub.AddTaskAsync("2", ""","blockedBy":[1]"""));
        first.ShouldBe(1);

        (await _hub.SendAsync(HttpMethod.Post, $"{Tasks}/{waiting}/unblock")).ShouldBeOk().GetProperty("state").Text("status").ShouldBe("pending");
        (await _hub.PostAsync($"{Tasks}/{waiting}/unblock", "{}")).ShouldBeOk();
        (await _hub.PostAsync($"{Tasks}/{waiting}/unblock", """{"all":true}""")).ShouldBeProblem(422, "unknown-member");
    }

    [Theory]
    [InlineData("", """{"title":""}""", "invalid-value", "/title")]
    [InlineData("", """{"title":7}""", "invalid-value", "/title")]
    [InlineData("", """{"id":0,"title":"t"}""", "invalid-value", "/id")]
    [InlineData("", """{"id":1.5,"title":"t"}""", "invalid-value", "/id")]
    [InlineData("", """{"title":"t","status":"pending"}""", "unknown-member", "/status")]
    [InlineData("/1/block", """{"blockedBy":[]}""", "invalid-value", "/blockedBy")]
    [InlineData("/1/block", """{"blockedBy":[1]}""", "invalid-value", "/blockedBy/0")]
    [InlineData("/1/block", "{}", "invalid-value", "/blockedBy")]
    [InlineData("/1/assign", "{}", "invalid-value", "/agentId")]
    public async Task Wrong_body_is_refused_with_its_place(string path, string body, string code, string pointer)
    {
        await _hub.AddTaskAsync("1");
        var before = await _hub.CursorAsync();

        (await _hub.PostAsync(Tasks + path, body)).ShouldBeProblem(422, code).Text("pointer").ShouldBe(pointer);

        (await _hub.CursorAsync()).ShouldBe(before);
    }

    [Theory]
    [InlineData("/x")]
    [InlineData("/0")]
    [InlineData("/01")]
    [InlineData("/-1")]
    [InlineData("/99")]
    [InlineData("/99999999999999999999")]
    public async Task Task_that_is_not_known_is_not_found(string path)
    {
        (await _hub.GetAsync(Tasks + path)).ShouldBeProblem(404, "not-found");
        (await _hub.PatchAsync(Tasks + path, """{"title":"t"}""")).ShouldBeProblem(404, "not-found");
    }

    [Fact]
    public async Task Assignment_to_nobody_is_not_found()
    {
        await _hub.AddTaskAsync("1");

        (await _hub.PostAsync(Tasks + "/1/assign", """{"agentId":"nobody"}""")).ShouldBeProblem(404, "not-found").Text("value").ShouldBe("nobody");
    }

    [Fact]
    public async Task Waiting_for_what_is_done_is_no_transition()
    {
        await _hub.AddTaskAsync("1");
        await _hub.AddTaskAsync("2");
        await _hub.PatchAsync(Tasks + "/1", """{"status":"completed"}""");

        (await _hub.PostAsync(Tasks + "/2/block", """{"blockedBy":[1]}""")).ShouldBeProblem(422, "invalid-transition");
    }

    [Fact]
    public async Task List_is_filtered_by_status_and_holder()
    {
        await _hub.AddAgentAsync("a");
        foreach (var i in Enumerable.Range(1, 4))
            await _hub.AddTaskAsync($"t{i}");
        await _hub.PostAsync(Tasks + "/2/assign", """{"agentId":"a"}""");

        (await _hub.GetAsync(Tasks + "?agent=a")).ShouldBeOk().Ids().ShouldBe(["2"]);
        (await _hub.GetAsync(Tasks + "?status=pending&limit=2")).ShouldBeOk().Ids().ShouldBe(["1", "3"]);
        (await _hub.GetAsync(Tasks + "?status=done")).ShouldBeProblem(400, "bad-query");
    }

    [Fact]
    public async Task Limit_of_tasks_is_told()
    {
        await using var hub = await TestHub.StartAsync(o =>
        {
            o.Template = "empty";
            o.Limits.Tasks = 1;
        });
        await hub.AddTaskAsync("1");

        (await hub.PostAsync(Tasks, """{"title":"2"}""")).ShouldBeProblem(409, "limit-reached").Text("detail")!.ShouldContain("1 tasks");
    }
}
