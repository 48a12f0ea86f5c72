using System.Net;
using System.Net.Sockets;
using Cadre.Fleet;
using Cadre.TestKit;
using static Cadre.Client.Tests.Http.ScriptedHandler;

namespace Cadre.Client.Tests.Http;

public sealed class HandlerTests
{
    private const string Agent = """{"ok":true,"state":{"id":"ada","version":2,"timestamp":5},"cursor":"e:7"}""";

    private readonly FakeTime _time = new();

    [Fact]
    public async Task A_read_waits_as_long_as_the_hub_asks_and_is_repeated()
    {
        var handler = new ScriptedHandler(Answer(HttpStatusCode.ServiceUnavailable, retryAfter: TimeSpan.FromSeconds(7)), Answer(HttpStatusCode.OK, """{"id":"ada","cursor":"e:7"}"""));
        using var http = Http(handler);
        var answer = http.GetAsync("/x", TestContext.Current.CancellationToken);
        await Patience.Until(() => _time.ArmedTimers == 1, "the wait to begin");
        _time.Advance(TimeSpan.FromSeconds(6.9));
        handler.Requests.Count.ShouldBe(1);
        _time.Advance(TimeSpan.FromSeconds(0.2));
        (await answer.Within("the answer")).StatusCode.ShouldBe(HttpStatusCode.OK);
        handler.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_wait_that_is_too_long_is_an_answer()
    {
        var handler = new ScriptedHandler(Answer(HttpStatusCode.TooManyRequests, retryAfter: TimeSpan.FromMinutes(5)));
        using var http = Http(handler);
        var error = await Should.ThrowAsync<HubUnavailableException>(() => http.GetAsync("/x").Within("the refusal"));
        error.Problem.RetryAfter.ShouldBe(TimeSpan.FromMinutes(5));
        handler.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task A_write_without_a_key_is_never_repeated(string method)
    {
        foreach (var failure in (Func<HttpResponseMessage>[])[Answer(HttpStatusCode.ServiceUnavailable), Fail(new HttpRequestException("cut"))])
        {
            var handler = new ScriptedHandler(failure);
            using var http = Http(handler);
            using var request = new HttpRequestMessage(new HttpMethod(method), "/x");
            await Should.ThrowAsync<Exception>(() => http.SendAsync(request).Within("the failure"));
            handler.Requests.Count.ShouldBe(1);
        }
    }

    [Fact]
    public async Task A_write_whose_answer_was_lost_is_repeated_with_the_same_key_and_body()
    {
        var handler = new ScriptedHandler(Fail(new HttpRequestException("cut")), Answer(HttpStatusCode.BadGateway), Answer(HttpStatusCode.OK, Agent));
        using var http = Http(handler);
        var write = new HubApi(http).UpdateAgentAsync(AgentId.Parse("ada"), new AgentPatch { Status = AgentStatus.Blocked });
        await PassAsync(write);
        (await write).State.Version.ShouldBe(2);
        handler.Requests.Count.ShouldBe(3);
        handler.Requests.Select(request => request.Key).Distinct().ShouldHaveSingleItem().ShouldNotBeNullOrEmpty();
        handler.Requests.ShouldAllBe(request => request.Body == """{"status":"blocked"}""");
    }

    [Fact]
    public async Task Repeats_end()
    {
        var handler = new ScriptedHandler(Answer(HttpStatusCode.ServiceUnavailable, """{"code":"store-unavailable","detail":"The disk is full."}"""));
        using var http = Http(handler);
        var read = http.GetAsync("/x");
        await PassAsync(read);
        (await Should.ThrowAsync<HubUnavailableException>(() => read)).Problem.Code.ShouldBe("store-unavailable");
        handler.Requests.Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_connection_that_is_reset_while_it_is_made_is_a_lost_one()
    {
        var handler = new ScriptedHandler(Fail(new SocketException(104)), Fail(new IOException("cut")), Answer(HttpStatusCode.OK));
        using var http = Http(handler);
        var read = http.GetAsync("/x");
        await PassAsync(read);
        (await read).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var write = Http(new ScriptedHandler(Fail(new SocketException(104))));
        await Should.ThrowAsync<HttpRequestException>(() => write.PostAsync("/x", null).Within("the loss"));
    }

    [Fact]
    public async Task A_caller_that_gives_up_ends_the_waiting()
    {
        using var stop = new CancellationTokenSource();
        using var http = Http(new ScriptedHandler(Answer(HttpStatusCode.ServiceUnavailable)));
        var read = http.GetAsync("/x", stop.Token);
        await Patience.Until(() => _time.ArmedTimers > 0, "the wait to begin");
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => read.Within("the end"));
    }

    [Fact]
    public async Task A_refused_token_is_renewed_once_and_the_request_sent_again()
    {
        var handler = new ScriptedHandler(Answer(HttpStatusCode.Unauthorized), Answer(HttpStatusCode.OK, Agent));
        using var http = Http(handler, (refused, _) => new(refused is null ? "cdr_old" : "cdr_new"));
        await new HubApi(http).UpdateAgentAsync(AgentId.Parse("ada"), new AgentPatch { RiskScore = 3 });
        handler.Requests.Select(request => request.Token).ShouldBe(["cdr_old", "cdr_new"]);
        handler.Requests[1].Body.ShouldBe("""{"riskScore":3}""");
    }

    [Fact]
    public async Task A_token_that_stays_refused_is_an_error_not_a_loop()
    {
        var handler = new ScriptedHandler(Answer(HttpStatusCode.Unauthorized, """{"code":"token-invalid","detail":"It was revoked."}"""));
        using var http = Http(handler, (refused, _) => new(refused is null ? "cdr_old" : "cdr_new"));
        (await Should.ThrowAsync<HubAccessException>(() => http.GetAsync("/x"))).Problem.Code.ShouldBe("token-invalid");
        handler.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_problem_keeps_what_which_value_and_what_would_be_right()
    {
        const string Body = """{"status":422,"detail":"A status is wrong.","code":"invalid-value","pointer":"/status","value":"sleping","allowed":["idle","sleeping"],"didYouMean":"sleeping"}""";
        using var http = Http(new ScriptedHandler(Answer(HttpStatusCode.UnprocessableEntity, Body)));
        var error = await Should.ThrowAsync<HubInvalidException>(() => http.GetAsync("/x"));
        var problem = error.Problem;
        (problem.Status, problem.Code, problem.Pointer, problem.Value, problem.DidYouMean).ShouldBe((422, "invalid-value", "/status", "sleping", "sleeping"));
        problem.Allowed.ShouldBe(["idle", "sleeping"]);
        error.Message.ShouldContain("Did you mean sleeping?");
    }

    [Theory]
    [InlineData("<html>Bad gateway</html>")]
    [InlineData("[1]")]
    [InlineData("")]
    [InlineData("""{"code":7,"detail":null,"allowed":"x"}""")]
    public async Task A_refusal_of_somebody_on_the_way_is_a_problem_too(string body)
    {
        using var http = Http(new ScriptedHandler(Answer(HttpStatusCode.Forbidden, body)));
        (await Should.ThrowAsync<HubAccessException>(() => http.GetAsync("/x"))).Problem.Code.ShouldBe("http-403");
    }

    [Theory]
    [InlineData("<html>", "is not JSON")]
    [InlineData("[]", "/cursor")]
    [InlineData("""{"cursor":"e:7"}""", "/state")]
    [InlineData("""{"state":{"id":"ada"} }""", "/cursor")]
    [InlineData("""{"state":{"id":"ada","status":"sleeping"},"cursor":"e:7"}""", "/state/status")]
    [InlineData("""{"state":{"id":"ada","version":-1},"cursor":"e:7"}""", "/state/version")]
    public async Task What_is_not_of_the_contract_says_where(string body, string where)
    {
        using var http = Http(new ScriptedHandler(Answer(HttpStatusCode.OK, body)));
        var error = await Should.ThrowAsync<HubContractException>(() => new HubApi(http).UpdateAgentAsync(AgentId.Parse("ada"), new AgentPatch()));
        error.Message.ShouldContain(where);
    }

    private HttpClient Http(HttpMessageHandler primary, Live.TokenSource? tokens = null) => HubHttp.Create(new Uri("http://hub.test"), tokens, primary: primary, time: _time);

    private async Task PassAsync(Task task)
    {
        for (var i = 0; i < 400 && !task.IsCompleted; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Yield();
            await Task.WhenAny(task, Task.Delay(5, TestContext.Current.CancellationToken));
        }
        await Task.WhenAny(task).Within("the request to end");
    }
}
