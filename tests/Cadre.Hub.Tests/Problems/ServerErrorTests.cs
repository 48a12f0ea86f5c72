using System.Text.Json;

namespace Cadre.Hub.Tests.Problems;

/// <summary>Errors of layers below the endpoints.</summary>
public sealed class ServerErrorTests : IAsyncLifetime
{
    private TestHub _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await TestHub.StartAsync();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Theory]
    [InlineData("NONSENSE\r\n\r\n", 400, "bad-request")]
    [InlineData("GET / HTTP/1.1\r\n\r\n", 400, "bad-request")]
    [InlineData("GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400, "bad-request")]
    [InlineData("POST /api/tokens HTTP/1.0\r\nHost: localhost\r\nContent-Type: application/json\r\n\r\n", 400, "bad-request")]
    [InlineData("POST /api/tokens HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n\r\n", 411, "length-required")]
    [InlineData("POST /api/tokens HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n", 400, "bad-request")]
    public async Task Malformed_request_is_answered_with_a_problem(string request, int status, string code)
    {
        ShouldBeProblem(await RawHttp.SendAsync(_hub.Address, request), status, code);
    }

    [Fact]
    public async Task Oversized_headers_are_answered_with_a_problem()
    {
        var request = $"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Long: {new string('a', 40_000)}\r\n\r\n";
        ShouldBeProblem(await RawHttp.SendAsync(_hub.Address, request), 431, "headers-too-large");
    }

    [Fact]
    public async Task Oversized_request_line_is_answered_with_a_problem()
    {
        var request = $"GET /{new string('a', 9_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n";
        ShouldBeProblem(await RawHttp.SendAsync(_hub.Address, request), 414, "uri-too-long");
    }

    [Fact]
    public async Task Unknown_address_is_a_problem_that_names_it()
    {
        var problem = (await _hub.GetAsync("/api/nothing/here")).ShouldBeProblem(404, "unknown-route");

        problem.GetProperty("value").GetString().ShouldBe("/api/nothing/here");
        problem.GetProperty("instance").GetString().ShouldBe("/api/nothing/here");
    }

    [Fact]
    public async Task Wrong_method_is_a_problem_that_lists_the_right_ones()
    {
        var reply = await _hub.SendAsync(HttpMethod.Put, "/api/tokens", "{}");

        reply.ShouldBeProblem(405, "method-not-allowed");
        reply.ContentHeaders.Allow.Order().ShouldBe(["GET", "HEAD", "OPTIONS", "POST"]);
    }

    [Fact]
    public async Task Options_lists_the_methods()
    {
        var reply = await _hub.SendAsync(HttpMethod.Options, "/api/tokens");

        ((int)reply.Status).ShouldBe(204);
        reply.Body.ShouldBeEmpty();
        reply.ContentHeaders.Allow.Order().ShouldBe(["GET", "HEAD", "OPTIONS", "POST"]);
    }

    [Fact]
    public async Task Head_answers_like_get_without_a_body()
    {
        var get = await _hub.GetAsync("/healthz");
        var head = await _hub.SendAsync(HttpMethod.Head, "/healthz");

        head.Status.ShouldBe(get.Status);
        head.ContentHeaders.ContentLength.ShouldBe(get.ContentHeaders.ContentLength);
        head.Body.ShouldBeEmpty();
    }

    private static void ShouldBeProblem(string answer, int status, string code)
    {
        answer.ShouldStartWith($"HTTP/1.1 {status}");
        answer.ShouldContain("application/problem+json");
        var body = answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        JsonElement.Parse(body).GetProperty("code").GetString().ShouldBe(code);
    }
}
