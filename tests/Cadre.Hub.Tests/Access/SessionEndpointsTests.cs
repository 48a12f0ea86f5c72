using System.Net;
using Cadre.Hub.Access;
using Cadre.Hub.Tests.Native;
using Cadre.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Cadre.Hub.Tests.Access;

public sealed class SessionEndpointsTests : IAsyncLifetime
{
    private readonly FakeTime _time = new();
    private TestHub _hub = null!;
    private string _admin = null!;

    public async ValueTask InitializeAsync()
    {
        _hub = await TestHub.StartAsync(o => o.RequireTokens = true, builder => builder.Services.AddSingleton<TimeProvider>(_time));
        _admin = await _hub.TokenAsync("admin", name: "ops");
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task Code_becomes_a_session_that_works_at_once()
    {
        var made = (await _hub.PostAsync("/api/sign-ins", """{"workspace":"default","role":"viewer","name":"kim"}""", _admin)).ShouldBeOk(HttpStatusCode.Created);
        made.Number("expiresAt").ShouldBe(Now + (long)TimeSpan.FromMinutes(10).TotalMilliseconds);

        var session = (await ExchangeAsync(made.Text("code")!)).ShouldBeOk(HttpStatusCode.Created);

        session.Text("token").ShouldStartWith($"cdr_{session.Text("id")}_");
        var end = Now + (long)TimeSpan.FromDays(7).TotalMilliseconds;
        session.Number("expiresAt").ShouldBe(end);
        var who = (await _hub.GetAsync("/api/session", session.Text("token"))).ShouldBeOk();
        who.GetRawText().ShouldBe($$"""{"workspace":"default","role":"viewer","name":"kim","local":false,"expiresAt":{{end}}}""");
        (await _hub.GetAsync("/api/workspaces/default/agents", session.Text("token"))).ShouldBeOk();
        (await _hub.GetAsync("/api/tokens", session.Text("token"))).ShouldBeProblem(403, "forbidden");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("""{"workspace":null,"role":null,"name":null}""")]
    public async Task Who_wishes_nothing_gets_an_operator_of_all_workspaces(string? body)
    {
        var made = (await _hub.SendAsync(HttpMethod.Post, "/api/sign-ins", body, _admin)).ShouldBeOk(HttpStatusCode.Created);

        (made.Text("workspace"), made.Text("role"), made.TryGetProperty("name", out _)).ShouldBe(("*", "operator", false));
    }

    [Fact]
    public async Task Admin_of_one_workspace_lets_others_into_that_one_only()
    {
        var admin = await _hub.TokenAsync("admin", "default");

        (await _hub.PostAsync("/api/sign-ins", "{}", admin)).ShouldBeOk(HttpStatusCode.Created).Text("workspace").ShouldBe("default");
        (await _hub.PostAsync("/api/sign-ins", """{"workspace":"*"}""", admin)).ShouldBeProblem(403, "forbidden");
    }

    [Fact]
    public async Task Code_works_once()
    {
        var code = await CodeAsync();

        (await ExchangeAsync(code)).ShouldBeOk(HttpStatusCode.Created);
        (await ExchangeAsync(code)).ShouldBeProblem(401, "code-invalid").Text("detail")!.ShouldContain("cadre link");
    }

    [Fact]
    public async Task Code_that_is_too_old_or_unknown_is_refused_without_being_repeated()
    {
        var code = await CodeAsync();
        _time.Advance(TimeSpan.FromMinutes(10));

        (await ExchangeAsync(code)).ShouldBeProblem(401, "code-invalid").GetRawText().ShouldNotContain(code);
        (await ExchangeAsync("nonsense")).ShouldBeProblem(401, "code-invalid");
    }

    [Fact]
    public async Task Guessing_is_stopped_and_says_for_how_long()
    {
        for (var i = 0; i < SignInCodes.MostFailures; i++)
            (await ExchangeAsync($"guess{i}")).ShouldBeProblem(401, "code-invalid");

        var reply = await ExchangeAsync(await CodeAsync());

        reply.ShouldBeProblem(429, "rate-limited").Number("retryAfterMs").ShouldBe(60_000);
        reply.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData("/api/sign-ins", """{"role":"operater"}""", "invalid-value", "/role")]
    [InlineData("/api/sign-ins", """{"workspace":"nowhere"}""", "invalid-value", "/workspace")]
    [InlineData("/api/sign-ins", """{"name":""}""", "invalid-value", "/name")]
    [InlineData("/api/sign-ins", """{"rolle":"viewer"}""", "unknown-member", "/rolle")]
    [InlineData("/api/sessions", "{}", "invalid-value", "/code")]
    [InlineData("/api/sessions", """{"code":7}""", "invalid-value", "/code")]
    [InlineData("/api/sessions", """{"code":"x","token":"y"}""", "unknown-member", "/token")]
    public async Task Wrong_body_is_refused_with_its_place(string path, string body, string code, string pointer)
    {
        (await _hub.PostAsync(path, body, _admin)).ShouldBeProblem(422, code).Text("pointer").ShouldBe(pointer);
    }

    [Theory]
    [InlineData("/api/sign-ins", "{}")]
    [InlineData("/api/sessions", """{"code":"x"}""")]
    public async Task Secret_is_not_kept_for_a_repeat(string path, string body)
    {
        var reply = await _hub.SendAsync(HttpMethod.Post, path, body, _admin, ("Idempotency-Key", "k"));

        reply.ShouldBeProblem(400, "bad-header").Text("pointer").ShouldBe("header:Idempotency-Key");
    }

    [Fact]
    public async Task Session_ends_when_its_owner_says_so()
    {
        var token = await SignInAsync();

        (await _hub.SendAsync(HttpMethod.Delete, "/api/session", token: token)).ShouldBeOk();

        (await _hub.GetAsync("/api/session", token)).ShouldBeProblem(401, "token-invalid");
        (await _hub.GetAsync("/api/session", _admin)).ShouldBeOk();
    }

    [Fact]
    public async Task Token_that_is_no_session_is_not_ended_as_one()
    {
        var problem = (await _hub.SendAsync(HttpMethod.Delete, "/api/session", token: _admin)).ShouldBeProblem(422, "no-session");

        problem.Text("detail")!.ShouldContain($"cadre token revoke {_admin.Split('_')[1]}");
        (await _hub.GetAsync("/api/session", _admin)).ShouldBeOk().GetRawText().ShouldBe("""{"workspace":"*","role":"admin","name":"ops","local":false}""");
    }

    [Fact]
    public async Task Local_caller_needs_no_session_and_can_make_one()
    {
        await using var hub = await TestHub.StartAsync();

        (await hub.GetAsync("/api/session")).ShouldBeOk().GetRawText().ShouldBe("""{"workspace":"*","role":"admin","local":true}""");
        (await hub.SendAsync(HttpMethod.Delete, "/api/session")).ShouldBeProblem(422, "no-session").Text("detail")!.ShouldContain("local");
        (await hub.PostAsync("/api/sign-ins", "{}")).ShouldBeOk(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Session_that_is_over_is_refused_as_expired()
    {
        var token = await SignInAsync();
        var end = _time.GetUtcNow() + TimeSpan.FromDays(7);
        _time.SetUtcNow(end - TimeSpan.FromMilliseconds(1));
        (await _hub.GetAsync("/api/session", token)).ShouldBeOk();

        _time.SetUtcNow(end);

        (await _hub.GetAsync("/api/session", token)).ShouldBeProblem(401, "token-invalid").Text("detail")!.ShouldContain("expired");
    }

    [Fact]
    public async Task Age_of_sessions_is_a_setting()
    {
        await using var hub = await TestHub.StartAsync(o => o.SessionAge = TimeSpan.FromHours(1), builder => builder.Services.AddSingleton<TimeProvider>(_time));
        var code = (await hub.PostAsync("/api/sign-ins", "{}")).Json.Text("code")!;

        var session = (await hub.PostAsync("/api/sessions", $$"""{"code":"{{code}}"}""")).ShouldBeOk(HttpStatusCode.Created);

        session.Number("expiresAt").ShouldBe(Now + (long)TimeSpan.FromHours(1).TotalMilliseconds);
    }

    [Fact]
    public async Task Open_stream_ends_with_its_session()
    {
        var token = await SignInAsync();
        await using var stream = await EventStream.OpenAsync(_hub.Http, $"{NativeHub.Root}/events/stream?access_token={token}");
        await using var other = await EventStream.OpenAsync(_hub.Http, $"{NativeHub.Root}/events/stream?access_token={_admin}");
        var (next, nextOfOther) = (stream.NextAsync(), other.NextAsync());

        _time.SetUtcNow(_time.GetUtcNow() + TimeSpan.FromDays(7));
        await Patience.Until(
            () =>
            {
                _time.Advance(TimeSpan.FromMilliseconds(250));
                return next.IsCompleted;
            },
            "the end of the stream");

        var (type, data) = await next;
        type.ShouldBe("end");
        data.Text("reason").ShouldBe("token-revoked");
        nextOfOther.IsCompleted.ShouldBeFalse();
        await _hub.PostAsync(NativeHub.Root + "/agents", """{"id":"a"}""", _admin);
        (await nextOfOther).Type.ShouldBe("agent.created");
    }

    [Fact]
    public async Task Code_is_not_used_up_by_a_session_that_could_not_be_stored()
    {
        var store = new FailingStore();
        await using var hub = await TestHub.StartAsync(configure: builder => builder.Services.AddSingleton<ITokenStore>(store));
        var exchange = $$"""{"code":"{{(await hub.PostAsync("/api/sign-ins", "{}")).Json.Text("code")}}"}""";

        store.Fails = true;
        (await hub.PostAsync("/api/sessions", exchange)).ShouldBeProblem(503, "store-unavailable");
        store.Fails = false;

        (await hub.PostAsync("/api/sessions", exchange)).ShouldBeOk(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Sessions_are_listed_with_their_end()
    {
        await SignInAsync();

        var items = (await _hub.GetAsync("/api/tokens", _admin)).ShouldBeOk().GetProperty("items").EnumerateArray().ToList();

        items.Single(t => t.TryGetProperty("expiresAt", out _)).Number("expiresAt").ShouldBeGreaterThan(Now);
        items.Count.ShouldBe(2);
    }

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    private Task<Reply> ExchangeAsync(string code) => _hub.PostAsync("/api/sessions", $$"""{"code":"{{code}}"}""");

    private async Task<string> CodeAsync() => (await _hub.PostAsync("/api/sign-ins", "{}", _admin)).ShouldBeOk(HttpStatusCode.Created).Text("code")!;

    private async Task<string> SignInAsync() => (await ExchangeAsync(await CodeAsync())).ShouldBeOk(HttpStatusCode.Created).Text("token")!;

    private sealed class FailingStore : ITokenStore
    {
        private readonly MemoryTokenStore _inner = new();

        public bool Fails { get; set; }

        public ValueTask<IReadOnlyList<TokenRecord>> ReadAsync(CancellationToken cancellationToken) => _inner.ReadAsync(cancellationToken);

        public ValueTask AddAsync(TokenRecord token, CancellationToken cancellationToken) =>
            Fails ? throw new TokenStoreException("The disk is full.") : _inner.AddAsync(token, cancellationToken);

        public ValueTask<bool> RevokeAsync(string id, long revokedAt, CancellationToken cancellationToken) => _inner.RevokeAsync(id, revokedAt, cancellationToken);

        public ValueTask TouchAsync(IReadOnlyDictionary<string, long> lastUsed, CancellationToken cancellationToken) => _inner.TouchAsync(lastUsed, cancellationToken);

        public ValueTask DropExpiredAsync(long before, CancellationToken cancellationToken) => _inner.DropExpiredAsync(before, cancellationToken);

        public ValueTask<string> ReadRevisionAsync(CancellationToken cancellationToken) => _inner.ReadRevisionAsync(cancellationToken);
    }
}
