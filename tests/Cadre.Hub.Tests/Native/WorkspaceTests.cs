using System.Net;

namespace Cadre.Hub.Tests.Native;

public sealed class WorkspaceTests : IAsyncLifetime
{
    private const string Workspaces = "/api/workspaces";
    private TestHub _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await NativeHub.StartAsync();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task New_workspace_has_a_log_of_its_own()
    {
        var reply = await _hub.PostAsync(Workspaces, """{"id":"team-b","template":"executive"}""");

        var workspace = reply.ShouldBeOk(HttpStatusCode.Created);
        workspace.Number("projectId").ShouldBe(2);
        workspace.Number("agents").ShouldBe(7);
        workspace.Text("template").ShouldBe("executive");
        reply.Headers.Location!.OriginalString.ShouldBe(Workspaces + "/team-b");
        (await _hub.GetAsync(Workspaces + "/team-b/agents")).ShouldBeOk().Number("total").ShouldBe(7);
        (await _hub.GetAsync(NativeHub.Root + "/agents")).ShouldBeOk().Number("total").ShouldBe(0);
        (await _hub.GetAsync(Workspaces)).ShouldBeOk().Ids().ShouldBe(["default", "team-b"]);
    }

    [Theory]
    [InlineData("""{}""", 422, "invalid-value", "/id")]
    [InlineData("""{"id":"Team"}""", 422, "invalid-value", "/id")]
    [InlineData("""{"id":""}""", 422, "invalid-value", "/id")]
    [InlineData("""{"id":"$workspaces"}""", 422, "invalid-value", "/id")]
    [InlineData("""{"id":"w","template":"large"}""", 422, "invalid-value", "/template")]
    [InlineData("""{"id":"w","name":"W"}""", 422, "unknown-member", "/name")]
    [InlineData("""{"id":"default"}""", 409, "already-exists", "/id")]
    public async Task Workspace_that_cannot_be_is_refused(string body, int status, string code, string pointer)
    {
        (await _hub.PostAsync(Workspaces, body)).ShouldBeProblem(status, code).Text("pointer").ShouldBe(pointer);
        (await _hub.GetAsync(Workspaces)).ShouldBeOk().Ids().ShouldBe(["default"]);
    }

    [Fact]
    public async Task Limit_of_workspaces_is_told()
    {
        await using var hub = await TestHub.StartAsync(o => o.Limits.Workspaces = 1);

        (await hub.PostAsync(Workspaces, """{"id":"w"}""")).ShouldBeProblem(409, "limit-reached").Number("limit").ShouldBe(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/state")]
    [InlineData("/agents")]
    [InlineData("/events")]
    [InlineData("/events/stream")]
    public async Task Workspace_that_is_not_known_is_not_found(string path)
    {
        var problem = (await _hub.GetAsync(Workspaces + "/nowhere" + path)).ShouldBeProblem(404, "not-found");

        problem.Text("value").ShouldBe("nowhere");
        problem.Text("kind").ShouldBe("workspace");
    }

    [Fact]
    public async Task Token_of_one_workspace_sees_only_that()
    {
        await _hub.PostAsync(Workspaces, """{"id":"w"}""");
        var token = await _hub.TokenAsync("admin", "w");

        (await _hub.GetAsync(Workspaces, token)).ShouldBeOk().Ids().ShouldBe(["w"]);
        (await _hub.GetAsync(Workspaces + "/w", token)).ShouldBeOk();
        (await _hub.GetAsync(Workspaces + "/default", token)).ShouldBeProblem(403, "forbidden");
        (await _hub.GetAsync(Workspaces + "/nowhere", token)).ShouldBeProblem(403, "forbidden");
        (await _hub.GetAsync("/api/projects/2/agents", token)).ShouldBeOk();
        (await _hub.GetAsync("/api/projects/1/agents", token)).ShouldBeProblem(403, "forbidden");
        (await _hub.GetAsync("/api/projects/9/agents", token)).ShouldBeProblem(403, "forbidden");
        (await _hub.GetAsync("/api/agents", token)).ShouldBeProblem(403, "forbidden");
        (await _hub.PostAsync(Workspaces, """{"id":"v"}""", token)).ShouldBeProblem(403, "forbidden");
    }

    [Fact]
    public async Task Repeated_creation_with_its_key_gets_the_first_answer()
    {
        var first = await _hub.SendAsync(HttpMethod.Post, Workspaces, """{"id":"w"}""", headers: ("Idempotency-Key", "k1"));
        var again = await _hub.SendAsync(HttpMethod.Post, Workspaces, """{"id":"w"}""", headers: ("Idempotency-Key", "k1"));

        first.Status.ShouldBe(HttpStatusCode.Created);
        again.Status.ShouldBe(HttpStatusCode.Created);
        again.Body.ShouldBe(first.Body);
        again.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
        (await _hub.SendAsync(HttpMethod.Post, Workspaces, """{"id":"w"}""", headers: ("Idempotency-Key", "k2"))).ShouldBeProblem(409, "already-exists");
        (await _hub.SendAsync(HttpMethod.Post, Workspaces, """{"id":"w","template":"executive"}""", headers: ("Idempotency-Key", "k1"))).ShouldBeProblem(422, "idempotency-mismatch");
    }
}
