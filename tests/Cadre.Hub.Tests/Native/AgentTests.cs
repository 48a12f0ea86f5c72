using System.Net;
using System.Text.Json;

namespace Cadre.Hub.Tests.Native;

public sealed class AgentTests : IAsyncLifetime
{
    private const string Agents = NativeHub.Root + "/agents";
    private TestHub _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await NativeHub.StartAsync();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task New_agent_has_version_1_and_an_address()
    {
        var reply = await _hub.PostAsync(Agents, """{"id":"a/b","type":"worker","riskScore":7.5}""");

        var state = reply.ShouldBeOk(HttpStatusCode.Created).GetProperty("state");
        state.Number("version").ShouldBe(1);
        state.Text("type").ShouldBe("worker");
        reply.Headers.Location!.OriginalString.ShouldBe(Agents + "/a%2Fb");
        reply.Headers.ETag!.Tag.ShouldBe("\"1\"");
        var read = await _hub.GetAsync(reply.Headers.Location.OriginalString);
        JsonElement.DeepEquals(read.ShouldBeOk(), state).ShouldBeTrue(read.Body);
        read.Headers.ETag!.Tag.ShouldBe("\"1\"");
        read.Headers.GetValues("Cadre-Cursor").Single().ShouldBe(reply.Headers.GetValues("Cadre-Cursor").Single());
    }

    [Fact]
    public async Task Known_id_cannot_be_created_again()
    {
        await _hub.AddAgentAsync("a");

        (await _hub.PostAsync(Agents, """{"id":"a"}""")).ShouldBeProblem(409, "already-exists").Text("value").ShouldBe("a");
    }

    [Fact]
    public async Task Patch_merges_members_and_counts_the_version()
    {
        await _hub.AddAgentAsync("a", ""","blocker":"keys","riskScore":5""");

        var state = (await _hub.PatchAsync(Agents + "/a", """{"status":"running","blocker":null,"version":77,"id":"b"}""")).ShouldBeOk().GetProperty("state");

        state.Number("version").ShouldBe(2);
        state.Text("id").ShouldBe("a");
        state.Text("status").ShouldBe("running");
        state.TryGetProperty("blocker", out _).ShouldBeFalse();
        state.GetProperty("riskScore").GetDouble().ShouldBe(5);
    }

    [Theory]
    [InlineData("""{"status":"sleeping"}""", "invalid-value", "/status")]
    [InlineData("""{"riskScore":-1}""", "invalid-value", "/riskScore")]
    [InlineData("""{"riskScore":1e999}""", "invalid-value", "/riskScore")]
    [InlineData("""{"dependencies":"a"}""", "invalid-value", "/dependencies")]
    [InlineData("""{"statusx":"idle"}""", "unknown-member", "/statusx")]
    [InlineData("[]", "invalid-value", "")]
    public async Task Wrong_patch_is_refused_and_changes_nothing(string body, string code, string pointer)
    {
        await _hub.AddAgentAsync("a");
        var before = await _hub.CursorAsync();

        (await _hub.PatchAsync(Agents + "/a", body)).ShouldBeProblem(422, code).Text("pointer").ShouldBe(pointer);

        (await _hub.CursorAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Agent_that_is_not_known_is_not_found()
    {
        (await _hub.GetAsync(Agents + "/x")).ShouldBeProblem(404, "not-found").Text("value").ShouldBe("x");
        (await _hub.PatchAsync(Agents + "/x", """{"status":"idle"}""")).ShouldBeProblem(404, "not-found");
        (await _hub.DeleteAsync(Agents + "/x")).ShouldBeProblem(404, "not-found");
    }

    [Fact]
    public async Task Lost_race_is_told_with_the_current_version()
    {
        await _hub.AddAgentAsync("a");
        (await _hub.PatchAsync(Agents + "/a", """{"status":"running"}""", ("If-Match", "\"1\""))).ShouldBeOk();

        var problem = (await _hub.PatchAsync(Agents + "/a", """{"status":"idle"}""", ("If-Match", "\"1\""))).ShouldBeProblem(412, "version-mismatch");

        problem.Number("currentVersion").ShouldBe(2);
        (await _hub.PatchAsync(Agents + "/a", """{"status":"idle"}""", ("If-Match", "*"))).ShouldBeOk();
        (await _hub.DeleteAsync(Agents + "/a", ("If-Match", "\"1\""))).ShouldBeProblem(412, "version-mismatch");
        (await _hub.DeleteAsync(Agents + "/a", ("If-Match", "\"3\""))).ShouldBeOk();
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("W/\"1\"")]
    [InlineData("\"1\", \"2\"")]
    public async Task Unreadable_if_match_is_a_bad_header(string value)
    {
        await _hub.AddAgentAsync("a");

        (await _hub.PatchAsync(Agents + "/a", """{"status":"idle"}""", ("If-Match", value))).ShouldBeProblem(400, "bad-header").Text("pointer").ShouldBe("header:If-Match");
    }

    [Fact]
    public async Task Retired_agent_is_gone_and_its_claims_are_free()
    {
        await _hub.AddAgentAsync("a");
        (await _hub.PostAsync(NativeHub.Root + "/claims", """{"agentId":"a","resource":"port:5432"}""")).ShouldBeOk(HttpStatusCode.Created);

        (await _hub.DeleteAsync(Agents + "/a")).ShouldBeOk().GetProperty("ok").GetBoolean().ShouldBeTrue();

        (await _hub.GetAsync(Agents + "/a")).ShouldBeProblem(404, "not-found");
        (await _hub.GetAsync(NativeHub.Root + "/claims")).Json.Number("total").ShouldBe(0);
    }

    [Fact]
    public async Task List_is_filtered_and_paged()
    {
        foreach (var i in Enumerable.Range(1, 5))
            await _hub.AddAgentAsync($"a{i}", i % 2 == 0 ? ""","type":"even","status":"running" """ : "");

        (await _hub.GetAsync(Agents)).ShouldBeOk().Ids().ShouldBe(["a1", "a2", "a3", "a4", "a5"]);
        (await _hub.GetAsync(Agents + "?type=even")).ShouldBeOk().Ids().ShouldBe(["a2", "a4"]);
        (await _hub.GetAsync(Agents + "?status=idle")).ShouldBeOk().Ids().ShouldBe(["a1", "a3", "a5"]);
        var page = (await _hub.GetAsync(Agents + "?limit=2&offset=1&status=idle")).ShouldBeOk();
        page.Ids().ShouldBe(["a3", "a5"]);
        page.Number("total").ShouldBe(3);
        (await _hub.GetAsync(Agents + "?offset=99")).ShouldBeOk().Ids().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("status=sleeping", "query:status")]
    [InlineData("status=", "query:status")]
    [InlineData("limit=0", "query:limit")]
    [InlineData("limit=10001", "query:limit")]
    [InlineData("limit=ten", "query:limit")]
    [InlineData("offset=-1", "query:offset")]
    [InlineData("offset=99999999999", "query:offset")]
    [InlineData("limit=1&limit=2", "query:limit")]
    [InlineData("statuss=idle", "query:statuss")]
    public async Task Wrong_query_is_refused_with_its_name(string query, string pointer)
    {
        (await _hub.GetAsync($"{Agents}?{query}")).ShouldBeProblem(400, "bad-query").Text("pointer").ShouldBe(pointer);
    }

    [Fact]
    public async Task Misspelt_query_parameter_gets_a_suggestion()
    {
        (await _hub.GetAsync(Agents + "?statuss=idle")).ShouldBeProblem(400, "bad-query").Text("didYouMean").ShouldBe("status");
    }
}
