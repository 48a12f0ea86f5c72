using System.Net;

namespace Cadre.Hub.Tests.Native;

public sealed class IdempotencyTests : IAsyncLifetime
{
    private const string Tasks = NativeHub.Root + "/tasks";
    private TestHub _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await NativeHub.StartAsync();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task Repeat_gets_the_first_answer_and_changes_nothing()
    {
        var first = await SendAsync("""{"title":"t"}""", "k");
        var cursor = await _hub.CursorAsync();
        var again = await SendAsync("""{"title":"t"}""", "k");

        again.Status.ShouldBe(HttpStatusCode.Created);
        again.Body.ShouldBe(first.Body);
        again.Headers.Location.ShouldBe(first.Headers.Location);
        again.Headers.ETag.ShouldBe(first.Headers.ETag);
        first.Headers.Contains("Idempotency-Replayed").ShouldBeFalse();
        again.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
        (await _hub.CursorAsync()).ShouldBe(cursor);
    }

    [Fact]
    public async Task Refusal_is_repeated_too()
    {
        var first = await _hub.SendAsync(HttpMethod.Post, Tasks + "/7/assign", """{"agentId":"a"}""", headers: ("Idempotency-Key", "k"));
        await _hub.AddTaskAsync("seven", ""","id":7""");
        await _hub.AddAgentAsync("a");

        var again = await _hub.SendAsync(HttpMethod.Post, Tasks + "/7/assign", """{"agentId":"a"}""", headers: ("Idempotency-Key", "k"));

        first.ShouldBeProblem(404, "not-found");
        again.ShouldBeProblem(404, "not-found");
        again.Body.ShouldBe(first.Body);
    }

    [Fact]
    public async Task Same_key_with_another_request_is_a_mistake()
    {
        (await SendAsync("""{"title":"t"}""", "k")).ShouldBeOk(HttpStatusCode.Created);

        (await SendAsync("""{"title":"u"}""", "k")).ShouldBeProblem(422, "idempotency-mismatch").Text("pointer").ShouldBe("header:Idempotency-Key");
        (await _hub.PatchAsync(Tasks + "/1", """{"title":"t"}""", ("Idempotency-Key", "k"))).ShouldBeProblem(422, "idempotency-mismatch");
    }

    [Fact]
    public async Task Two_callers_may_choose_the_same_key()
    {
        var (one, two) = (await _hub.TokenAsync("agent", "default", "one"), await _hub.TokenAsync("agent", "default", "two"));

        var first = await _hub.SendAsync(HttpMethod.Post, Tasks, """{"title":"t"}""", one, ("Idempotency-Key", "k"));
        var second = await _hub.SendAsync(HttpMethod.Post, Tasks, """{"title":"t"}""", two, ("Idempotency-Key", "k"));

        second.ShouldBeOk(HttpStatusCode.Created).GetProperty("state").Number("id").ShouldBe(first.Json.GetProperty("state").Number("id") + 1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("with space")]
    public async Task Key_that_cannot_be_used_is_a_bad_header(string key)
    {
        (await SendAsync("""{"title":"t"}""", key)).ShouldBeProblem(400, "bad-header").Text("pointer").ShouldBe("header:Idempotency-Key");
    }

    [Fact]
    public async Task Key_that_is_too_long_is_a_bad_header()
    {
        (await SendAsync("""{"title":"t"}""", new string('k', 256))).ShouldBeProblem(400, "bad-header");
        (await SendAsync("""{"title":"t"}""", new string('k', 255))).ShouldBeOk(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Answer_survives_a_restart()
    {
        using var folder = new TestFolder();
        Reply first;
        await using (var hub = await TestHub.StartAsync(o => o.DataDirectory = folder.Path))
            first = await hub.SendAsync(HttpMethod.Post, Tasks, """{"title":"t"}""", headers: ("Idempotency-Key", "k"));

        await using var restarted = await TestHub.StartAsync(o => o.DataDirectory = folder.Path);
        var again = await restarted.SendAsync(HttpMethod.Post, Tasks, """{"title":"t"}""", headers: ("Idempotency-Key", "k"));

        again.Body.ShouldBe(first.Body);
        again.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
        (await restarted.GetAsync(Tasks)).ShouldBeOk().Number("total").ShouldBe(1);
    }

    private Task<Reply> SendAsync(string body, string key) => _hub.SendAsync(HttpMethod.Post, Tasks, body, headers: ("Idempotency-Key", key));
}
