using System.Text.Json;

namespace Cadre.Hub.Tests.Access;

public sealed class TokenEndpointsTests : IAsyncLifetime
{
    private TestHub _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await TestHub.StartAsync();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task New_token_is_shown_once_and_works_at_once()
    {
        var created = (await _hub.PostAsync("/api/tokens", """{"workspace":"*","role":"admin","name":"ops"}""")).ShouldBeOk(System.Net.HttpStatusCode.Created);
        var token = created.GetProperty("token").GetString()!;

        var list = (await _hub.GetAsync("/api/tokens", token)).ShouldBeOk();

        var item = list.GetProperty("items").EnumerateArray().Single();
        item.GetProperty("id").GetString().ShouldBe(created.GetProperty("id").GetString());
        item.GetProperty("role").GetString().ShouldBe("admin");
        item.GetProperty("name").GetString().ShouldBe("ops");
        list.GetRawText().ShouldNotContain(token.Split('_', 3)[2]);
    }

    [Fact]
    public async Task Revoked_token_stops_working_at_once()
    {
        var created = (await _hub.PostAsync("/api/tokens", """{"workspace":"*","role":"admin"}""")).Json;
        var token = created.GetProperty("token").GetString();
        var id = created.GetProperty("id").GetString();

        (await _hub.SendAsync(HttpMethod.Delete, $"/api/tokens/{id}", token: token)).ShouldBeOk();

        (await _hub.GetAsync("/api/tokens", token)).ShouldBeProblem(401, "token-invalid");
        var item = (await _hub.GetAsync("/api/tokens")).Json.GetProperty("items").EnumerateArray().Single();
        item.GetProperty("revokedAt").GetInt64().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Revoking_twice_is_no_error_and_revoking_nothing_is()
    {
        var id = (await _hub.PostAsync("/api/tokens", """{"workspace":"*","role":"viewer"}""")).Json.GetProperty("id").GetString();

        (await _hub.SendAsync(HttpMethod.Delete, $"/api/tokens/{id}")).ShouldBeOk();
        (await _hub.SendAsync(HttpMethod.Delete, $"/api/tokens/{id}")).ShouldBeOk();
        (await _hub.SendAsync(HttpMethod.Delete, "/api/tokens/nothing")).ShouldBeProblem(404, "not-found").GetProperty("value").GetString().ShouldBe("nothing");
    }

    [Theory]
    [InlineData("""{"workspace":"*"}""", "invalid-value", "/role")]
    [InlineData("""{"role":"admin"}""", "invalid-value", "/workspace")]
    [InlineData("""{"workspace":"*","role":"boss"}""", "invalid-value", "/role")]
    [InlineData("""{"workspace":"*","role":7}""", "invalid-value", "/role")]
    [InlineData("""{"workspace":"nowhere","role":"admin"}""", "invalid-value", "/workspace")]
    [InlineData("""{"workspace":"*","role":"admin","name":""}""", "invalid-value", "/name")]
    [InlineData("""{"workspace":"*","rolle":"admin"}""", "unknown-member", "/rolle")]
    [InlineData("[]", "invalid-value", "")]
    [InlineData("null", "invalid-value", "")]
    public async Task Wrong_body_is_refused_with_its_place(string body, string code, string pointer)
    {
        (await _hub.PostAsync("/api/tokens", body)).ShouldBeProblem(422, code).GetProperty("pointer").GetString().ShouldBe(pointer);
        (await _hub.GetAsync("/api/tokens")).Json.GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Secret_is_not_kept_for_a_repeat()
    {
        var reply = await _hub.SendAsync(HttpMethod.Post, "/api/tokens", """{"workspace":"*","role":"viewer"}""", headers: ("Idempotency-Key", "k"));

        reply.ShouldBeProblem(400, "bad-header").GetProperty("pointer").GetString().ShouldBe("header:Idempotency-Key");
    }

    [Fact]
    public async Task Misspelt_role_gets_a_suggestion()
    {
        var problem = (await _hub.PostAsync("/api/tokens", """{"workspace":"*","role":"operater"}""")).ShouldBeProblem(422, "invalid-value");

        problem.GetProperty("didYouMean").GetString().ShouldBe("operator");
        problem.GetProperty("allowed").EnumerateArray().Select(a => a.GetString()).ShouldBe(["viewer", "agent", "operator", "admin"]);
    }

    [Fact]
    public async Task Admin_of_one_workspace_manages_only_its_tokens()
    {
        var admin = await _hub.TokenAsync("admin", "default");
        await _hub.TokenAsync("viewer", "*");

        (await _hub.PostAsync("/api/tokens", """{"workspace":"default","role":"agent"}""", admin)).ShouldBeOk(System.Net.HttpStatusCode.Created);
        (await _hub.PostAsync("/api/tokens", """{"workspace":"*","role":"agent"}""", admin)).ShouldBeProblem(403, "forbidden");
        var items = (await _hub.GetAsync("/api/tokens", admin)).Json.GetProperty("items").EnumerateArray();
        items.ShouldAllBe(t => t.GetProperty("workspace").GetString() == "default");
        var foreign = (await _hub.GetAsync("/api/tokens")).Json.GetProperty("items").EnumerateArray()
            .Single(t => t.GetProperty("workspace").GetString() == "*").GetProperty("id").GetString();
        (await _hub.SendAsync(HttpMethod.Delete, $"/api/tokens/{foreign}", token: admin)).ShouldBeProblem(404, "not-found");
    }

    [Theory]
    [InlineData("viewer")]
    [InlineData("agent")]
    [InlineData("operator")]
    public async Task Lesser_roles_are_told_which_one_is_needed(string role)
    {
        var problem = (await _hub.GetAsync("/api/tokens", await _hub.TokenAsync(role))).ShouldBeProblem(403, "forbidden");

        problem.GetProperty("neededRole").GetString().ShouldBe("admin");
        problem.GetProperty("role").GetString().ShouldBe(role);
    }

    [Theory]
    [InlineData("Basic YTpi")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer cdr_x")]
    public async Task Unusable_authorization_is_refused_even_where_none_is_needed(string header)
    {
        var reply = await _hub.SendAsync(HttpMethod.Get, "/api/tokens", headers: ("Authorization", header));

        reply.ShouldBeProblem(401, "token-invalid");
        reply.Headers.WwwAuthenticate.Single().Scheme.ShouldBe("Bearer");
    }

    [Fact]
    public async Task Token_in_the_query_is_for_streams_only()
    {
        (await _hub.GetAsync("/api/tokens?access_token=cdr_x")).ShouldBeProblem(400, "bad-query");
    }

    [Fact]
    public async Task Page_of_another_site_is_kept_out()
    {
        (await _hub.SendAsync(HttpMethod.Get, "/api/tokens", headers: ("Origin", "http://evil.example"))).ShouldBeProblem(403, "foreign-origin");
        (await _hub.SendAsync(HttpMethod.Get, "/api/tokens", headers: ("Host", "evil.example"))).ShouldBeProblem(403, "foreign-host");
    }

    [Fact]
    public async Task Token_overrides_where_the_request_comes_from()
    {
        var token = await _hub.TokenAsync("admin");

        (await _hub.SendAsync(HttpMethod.Get, "/api/tokens", token: token, headers: [("Origin", "http://app.example"), ("Host", "hub.example")])).ShouldBeOk();
    }
}
