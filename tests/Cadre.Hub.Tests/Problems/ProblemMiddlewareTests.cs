using System.Diagnostics.Metrics;
using System.Text.Json;
using Cadre.Hub.Access;
using Cadre.Hub.Problems;
using Cadre.Hub.Telemetry;
using Cadre.Hub.Workspaces;
using Cadre.Streams;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cadre.Hub.Tests.Problems;

public sealed class ProblemMiddlewareTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public void Dispose() => _services.Dispose();

    public static TheoryData<Exception, int, string> Foreseen => new()
    {
        { new LogUnavailableException(LogUnavailableReason.DiskFull, "The disk is full."), 503, "store-unavailable" },
        { new TokenStoreException("The token file is locked."), 503, "store-unavailable" },
        { new WorkspaceUnavailableException("overloaded", "Too much waits."), 503, "overloaded" },
        { new WorkspaceUnavailableException("shutting-down", "It stops."), 503, "shutting-down" },
    };

    [Theory]
    [MemberData(nameof(Foreseen))]
    public async Task Passing_trouble_is_told_with_its_reason_and_when_to_come_back(Exception exception, int status, string code)
    {
        var (response, problem) = await AnswerAsync(_ => throw exception);

        response.StatusCode.ShouldBe(status);
        response.Headers.RetryAfter.Count.ShouldBe(1);
        problem.GetProperty("code").GetString().ShouldBe(code);
        problem.GetProperty("detail").GetString().ShouldBe(exception.Message);
        if (exception is LogUnavailableException)
            problem.GetProperty("reason").GetString().ShouldBe("disk-full");
    }

    [Fact]
    public async Task Fault_of_the_hub_keeps_its_text_to_itself()
    {
        var (response, problem) = await AnswerAsync(_ => throw new InvalidOperationException("the secret is 42"));

        response.StatusCode.ShouldBe(500);
        problem.GetProperty("code").GetString().ShouldBe("internal-error");
        problem.GetRawText().ShouldNotContain("42");
        problem.GetProperty("traceId").GetString().ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData(400, "bad-request")]
    [InlineData(408, "request-timeout")]
    [InlineData(431, "headers-too-large")]
    [InlineData(500, "internal-error")]
    public async Task Status_without_a_body_gets_one(int status, string code)
    {
        var (response, problem) = await AnswerAsync(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });

        response.StatusCode.ShouldBe(status);
        problem.GetProperty("code").GetString().ShouldBe(code);
    }

    [Fact]
    public async Task Caller_that_left_is_not_a_failure()
    {
        var context = new DefaultHttpContext { RequestAborted = new CancellationToken(canceled: true) };

        await CreateSut(_ => throw new OperationCanceledException()).InvokeAsync(context);

        context.Response.StatusCode.ShouldBe(499);
    }

    [Fact]
    public async Task Failure_after_the_answer_began_breaks_it_off()
    {
        var context = new DefaultHttpContext();
        context.Features.Set<Microsoft.AspNetCore.Http.Features.IHttpResponseFeature>(new StartedResponse());

        await Should.ThrowAsync<IOException>(() => CreateSut(_ => throw new IOException("broken")).InvokeAsync(context));
    }

    [Fact]
    public void Every_code_has_a_status_of_an_error_and_a_title()
    {
        foreach (var code in ProblemKinds.All)
        {
            ProblemKinds.StatusOf(code).ShouldBeInRange(400, 599, code);
            ProblemKinds.TitleOf(code).ShouldNotBeNullOrWhiteSpace(code);
        }
    }

    [Fact]
    public void Value_is_cut_between_whole_characters()
    {
        var json = JsonElement.Parse(ProblemWriter.Serialize(new Problem(ProblemKinds.InvalidValue, "d") { Value = new string('x', 199) + "😀😀" }, "/"));

        json.GetProperty("value").GetString().ShouldBe(new string('x', 199) + "…");
    }

    private ProblemMiddleware CreateSut(RequestDelegate next) =>
        new(next, new HubMetrics(_services.GetRequiredService<IMeterFactory>()), NullLogger<ProblemMiddleware>.Instance);

    private async Task<(HttpResponse Response, JsonElement Problem)> AnswerAsync(RequestDelegate next)
    {
        var body = new MemoryStream();
        var context = new DefaultHttpContext { TraceIdentifier = "trace-1" };
        context.Response.Body = body;
        await CreateSut(next).InvokeAsync(context);
        return (context.Response, JsonElement.Parse(body.ToArray()));
    }

    private sealed class StartedResponse : Microsoft.AspNetCore.Http.Features.HttpResponseFeature
    {
        public override bool HasStarted => true;
    }
}
