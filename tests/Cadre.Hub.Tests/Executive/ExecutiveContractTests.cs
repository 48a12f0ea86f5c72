using System.Net;
using System.Text.Json;
using Cadre.Hub.Hosting;

namespace Cadre.Hub.Tests.Executive;

public sealed class ExecutiveContractTests
{
    private static Task<TestHub> ExecutiveHubAsync() => TestHub.StartAsync(options => options.Template = WorkspaceTemplates.Executive);

    [Fact]
    public async Task Agents_ofANewHub_areTheSevenExecutivesAtVersionOne()
    {
        await using var hub = await ExecutiveHubAsync();

        var items = (await hub.GetAsync("/api/agents")).ShouldBeOk().GetProperty("items").EnumerateArray().ToList();

        items.Select(agent => agent.GetProperty("id").GetString()).ShouldBe(["ceo", "coo", "cmo", "cro", "cco", "content", "cos"]);
        foreach (var agent in items)
        {
            agent.EnumerateObject().Select(member => member.Name).ShouldBe(
                ["id", "status", "riskScore", "blockedTasks", "dependencies", "delayedOutputs", "updatedAt", "version"], ignoreOrder: true);
            agent.GetProperty("status").GetString().ShouldBe("idle");
            agent.GetProperty("version").GetInt64().ShouldBe(1);
        }
    }

    [Fact]
    public async Task Update_mergesMembersAndStampsThemItself()
    {
        await using var hub = await ExecutiveHubAsync();

        var answer = (await hub.PostAsync("/api/agents/cmo", """
            {"id":"ceo","version":99,"updatedAt":1,"status":"blocked","riskScore":72.5,"blockedTasks":["launch"],"meta":{"kpi":1.0,"big":12345678901234567890}}
            """)).ShouldBeOk();

        answer.GetProperty("ok").GetBoolean().ShouldBeTrue();
        var state = answer.GetProperty("state");
        state.GetProperty("id").GetString().ShouldBe("cmo");
        state.GetProperty("version").GetInt64().ShouldBe(2);
        state.GetProperty("updatedAt").GetInt64().ShouldBeGreaterThan(1_700_000_000_000);
        state.GetProperty("meta").GetRawText().ShouldBe("""{"kpi":1.0,"big":12345678901234567890}""");
        var read = (await hub.GetAsync("/api/agents/cmo")).ShouldBeOk();
        JsonElement.DeepEquals(read, state).ShouldBeTrue(read.GetRawText());
        (await hub.GetAsync("/api/agents/ceo")).ShouldBeOk().GetProperty("version").GetInt64().ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"status":"sleeping"}""", "invalid-value", "/status")]
    [InlineData("""{"status":null}""", "invalid-value", "/status")]
    [InlineData("""{"riskScore":101}""", "invalid-value", "/riskScore")]
    [InlineData("""{"riskScore":"7"}""", "invalid-value", "/riskScore")]
    [InlineData("""{"blockedTasks":[1]}""", "invalid-value", "/blockedTasks/0")]
    [InlineData("""{"meta":[]}""", "invalid-value", "/meta")]
    [InlineData("""{"riskscore":1}""", "unknown-member", "/riskscore")]
    public async Task Update_withABadValue_isRefusedAndChangesNothing(string body, string code, string pointer)
    {
        await using var hub = await ExecutiveHubAsync();
        var before = (await hub.GetAsync("/api/agents")).Body;

        var problem = (await hub.PostAsync("/api/agents/ceo", body)).ShouldBeProblem(422, code);

        problem.GetProperty("pointer").GetString().ShouldBe(pointer);
        (await hub.GetAsync("/api/agents")).Body.ShouldBe(before);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task Agent_unknown_isNotFoundInTheSeedsWords(string method)
    {
        await using var hub = await ExecutiveHubAsync();

        var problem = (await hub.SendAsync(new HttpMethod(method), "/api/agents/nobody", method == "POST" ? "{}" : null)).ShouldBeProblem(404, "not-found");

        problem.GetProperty("error").GetString().ShouldBe("not found");
    }

    [Fact]
    public async Task Update_ofAVersionThatHasPassed_isRefused()
    {
        await using var hub = await ExecutiveHubAsync();
        await hub.PostAsync("/api/agents/ceo", """{"riskScore":1}""");

        (await hub.SendAsync(HttpMethod.Post, "/api/agents/ceo", """{"riskScore":2}""", null, ("If-Match", "\"1\""))).ShouldBeProblem(412, "version-mismatch");
        (await hub.SendAsync(HttpMethod.Post, "/api/agents/ceo", """{"riskScore":3}""", null, ("If-Match", "\"2\""))).ShouldBeOk();
    }

    [Fact]
    public async Task Update_repeatedWithItsKey_answersByteForByteAndChangesNothing()
    {
        await using var hub = await ExecutiveHubAsync();
        var first = await hub.SendAsync(HttpMethod.Post, "/api/agents/ceo", """{"riskScore":1}""", null, ("Idempotency-Key", "k1"));

        var again = await hub.SendAsync(HttpMethod.Post, "/api/agents/ceo", """{"riskScore":1}""", null, ("Idempotency-Key", "k1"));

        again.Body.ShouldBe(first.Body);
        again.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
        (await hub.GetAsync("/api/agents/ceo")).Json.GetProperty("version").GetInt64().ShouldBe(2);
        (await hub.SendAsync(HttpMethod.Post, "/api/agents/ceo", """{"riskScore":2}""", null, ("Idempotency-Key", "k1")))
            .ShouldBeProblem(422, "idempotency-mismatch");
    }

    [Fact]
    public async Task Stream_opensAtOnceAndSendsTheWholeAgent()
    {
        await using var hub = await ExecutiveHubAsync();
        await using var stream = await EventStream.OpenAsync(hub.Http, "/api/agents/events/stream");
        stream.Response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        stream.Response.Headers.CacheControl!.NoStore.ShouldBeTrue();

        var written = (await hub.PostAsync("/api/agents/coo", """{"status":"running"}""")).Json.GetProperty("state");

        var (type, data) = await stream.NextAsync();
        type.ShouldBe("agent:update");
        JsonElement.DeepEquals(data, written).ShouldBeTrue(data.GetRawText());
    }

    [Fact]
    public async Task Stream_resumedWithItsLastId_missesNothingAndRepeatsNothing()
    {
        await using var hub = await ExecutiveHubAsync();
        string lastId;
        await using (var stream = await EventStream.OpenAsync(hub.Http, "/api/agents/events/stream"))
        {
            await hub.PostAsync("/api/agents/ceo", """{"riskScore":1}""");
            await stream.NextAsync();
            lastId = stream.LastEventId();
        }

        for (var risk = 2; risk <= 5; risk++)
            await hub.PostAsync("/api/agents/ceo", $$"""{"riskScore":{{risk}}}""");

        await using var resumed = await EventStream.OpenAsync(hub.Http, "/api/agents/events/stream", lastId);
        for (var risk = 2; risk <= 5; risk++)
            (await resumed.NextAsync()).Data.GetProperty("riskScore").GetDouble().ShouldBe(risk);
    }

    [Fact]
    public async Task Stream_resumedAtACursorOfAnotherLog_isResetAndGivenEveryAgent()
    {
        await using var hub = await ExecutiveHubAsync();

        await using var stream = await EventStream.OpenAsync(hub.Http, "/api/agents/events/stream", "anotherepoch:5");

        var (type, data) = await stream.NextAsync();
        type.ShouldBe("reset");
        data.GetProperty("reason").GetString().ShouldBe("unknown-epoch");
        for (var i = 0; i < 7; i++)
            (await stream.NextAsync()).Type.ShouldBe("agent:update");
    }

    [Fact]
    public async Task Stream_withABadCursor_isRefused()
    {
        await using var hub = await ExecutiveHubAsync();

        (await hub.GetAsync("/api/agents/events/stream?after=tomorrow")).ShouldBeProblem(400, "bad-cursor");
    }

    [Fact]
    public async Task Predictions_ofABlockedAgent_nameIt()
    {
        await using var hub = await ExecutiveHubAsync();
        await hub.PostAsync("/api/agents/cmo", """{"status":"blocked","riskScore":90,"blockedTasks":["launch"],"dependencies":["cro"]}""");

        var items = (await hub.GetAsync("/api/conflicts/predictions")).ShouldBeOk().GetProperty("items").EnumerateArray().ToList();

        items.ShouldNotBeEmpty();
        items.ShouldContain(item => item.GetProperty("agents").EnumerateArray().Any(agent => agent.GetString() == "cmo"));
    }

    [Fact]
    public async Task Answers_areNeverCached()
    {
        await using var hub = await ExecutiveHubAsync();

        foreach (var path in new[] { "/api/agents", "/api/agents/ceo", "/api/conflicts/predictions" })
        {
            var reply = await hub.GetAsync(path);
            reply.Status.ShouldBe(HttpStatusCode.OK);
            reply.Headers.CacheControl!.NoStore.ShouldBeTrue(path);
        }
    }
}
