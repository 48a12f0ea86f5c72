using System.Text.Json;
using Cadre.Hub.Hosting;

namespace Cadre.Hub.Tests.Projects;

public sealed class ProjectContractTests
{
    private static Task<TestHub> ExecutiveHubAsync() => TestHub.StartAsync(options => options.Template = WorkspaceTemplates.Executive);

    private static readonly string[] FleetStatuses = ["idle", "working", "blocked"];

    [Fact]
    public async Task Lists_speakTheFleetContract()
    {
        await using var hub = await ExecutiveHubAsync();
        await hub.PostAsync("/api/agents/ceo", """{"status":"error","meta":{"a":1}}""");

        var agents = (await hub.GetAsync("/api/projects/1/agents")).ShouldBeOk().GetProperty("agents").EnumerateArray().ToList();

        agents.Count.ShouldBe(7);
        foreach (var agent in agents)
        {
            FleetStatuses.ShouldContain(agent.GetProperty("status").GetString());
            foreach (var name in new[] { "id", "type", "provider", "maturity", "context_tokens", "tasks_completed", "timestamp" })
                agent.TryGetProperty(name, out _).ShouldBeTrue(name);
        }

        (await hub.GetAsync("/api/projects/1/tasks?limit=100")).ShouldBeOk().GetProperty("tasks").GetArrayLength().ShouldBe(0);
        (await hub.GetAsync("/api/projects/1/activity?limit=50")).ShouldBeOk().GetProperty("activity").ValueKind.ShouldBe(JsonValueKind.Array);
        (await hub.GetAsync("/api/projects/2/agents")).ShouldBeProblem(404, "not-found");
        (await hub.GetAsync("/api/projects/1/tasks?limit=0")).ShouldBeProblem(400, "bad-query");
        (await hub.GetAsync("/api/projects/1/tasks?status=busy")).ShouldBeProblem(400, "bad-query").GetProperty("allowed").GetArrayLength().ShouldBeGreaterThan(3);
    }

    [Fact]
    public async Task Subscriber_getsTheMessagesOfOthersAndAcknowledgementsOfItsOwn()
    {
        await using var hub = await ExecutiveHubAsync();
        await using var watcher = await ProjectClient.ConnectAsync(hub.Address);
        await using var agent = await ProjectClient.ConnectAsync(hub.Address);
        await watcher.SendAsync("""{"type":"subscribe","project_id":1}""");
        (await watcher.NextAsync()).GetProperty("type").GetString().ShouldBe("subscribed");

        await agent.SendAsync("""{"type":"agent_created","project_id":1,"timestamp":"2026-01-01T00:00:00Z","agent_id":"w-1","agent_type":"backend","request_id":7}""");
        await agent.SendAsync("""{"type":"task_assigned","project_id":1,"timestamp":"2026-01-01T00:00:01Z","task_id":1,"agent_id":"w-1","task_title":"Build"}""");

        var acknowledged = await agent.NextAsync();
        acknowledged.GetProperty("type").GetString().ShouldBe("ack");
        acknowledged.GetProperty("request_id").GetInt32().ShouldBe(7);
        acknowledged.GetProperty("result").GetString().ShouldBe("accepted");
        var created = await watcher.NextAsync("agent_created");
        created.GetProperty("agent_id").GetString().ShouldBe("w-1");
        created.GetProperty("agent_type").GetString().ShouldBe("backend-worker");
        var assigned = await watcher.NextAsync("task_assigned");
        assigned.GetProperty("task_id").GetInt64().ShouldBe(1);
        assigned.GetProperty("project_id").GetInt32().ShouldBe(1);
        assigned.TryGetProperty("timestamp", out _).ShouldBeTrue();
        assigned.TryGetProperty("cursor", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Subscriber_thatComesBackWithItsCursor_missesNothing()
    {
        await using var hub = await ExecutiveHubAsync();
        string cursor;
        await using (var first = await ProjectClient.ConnectAsync(hub.Address))
        {
            await first.SendAsync("""{"type":"subscribe","project_id":1}""");
            cursor = (await first.NextAsync("subscribed")).GetProperty("cursor").GetString()!;
        }

        await hub.PostAsync("/api/agents/ceo", """{"status":"running"}""");
        await using var second = await ProjectClient.ConnectAsync(hub.Address);
        await second.SendAsync($$"""{"type":"subscribe","project_id":1,"after":"{{cursor}}"}""");

        (await second.NextAsync("agent_status_changed")).GetProperty("status").GetString().ShouldBe("working");
    }

    [Theory]
    [InlineData("not json", "malformed-json")]
    [InlineData("[]", "invalid-value")]
    [InlineData("""{"type":7}""", "invalid-value")]
    [InlineData("""{"type":"subscribe","project_id":"one"}""", "invalid-value")]
    [InlineData("""{"type":"subscribe","project_id":99}""", "not-found")]
    [InlineData("""{"type":"subscribe","project_id":1,"after":"now"}""", "bad-cursor")]
    [InlineData("""{"type":"agent_status_changed","project_id":1,"agent_id":"ceo","status":"sleeping","timestamp":1767225600000}""", "invalid-value")]
    public async Task BadMessage_isAnsweredAndTheConnectionStays(string message, string code)
    {
        await using var hub = await ExecutiveHubAsync();
        await using var client = await ProjectClient.ConnectAsync(hub.Address);

        await client.SendAsync(message);
        var error = await client.NextAsync("error");
        await client.SendAsync("""{"type":"ping"}""");

        error.GetProperty("code").GetString().ShouldBe(code);
        error.GetProperty("message").GetString().ShouldNotBeNullOrWhiteSpace();
        (await client.NextAsync("pong")).TryGetProperty("timestamp", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Socket_askedWithoutUpgrade_saysWhatItSpeaks()
    {
        await using var hub = await ExecutiveHubAsync();

        (await hub.GetAsync("/ws")).ShouldBeProblem(426, "upgrade-required");
    }

    [Fact]
    public async Task Hub_thatStops_endsTheSubscriptionWithAReason()
    {
        await using var hub = await ExecutiveHubAsync();
        await using var client = await ProjectClient.ConnectAsync(hub.Address);
        await client.SendAsync("""{"type":"subscribe","project_id":1}""");
        await client.NextAsync("subscribed");

        var stopping = hub.StopAsync();

        (await client.NextAsync("end")).GetProperty("reason").GetString().ShouldBe("shutdown");
        await client.CloseAsync();
        await stopping;
    }
}
