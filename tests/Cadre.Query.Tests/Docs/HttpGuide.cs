using System.Net;
using System.Net.Http.Json;
using Cadre.Query;
using Cadre.TestKit;

namespace Guide;

public sealed class HttpGuide
{
    #region transient
    public static bool IsTransient(int failures, Exception error) => failures < 3 && error switch
    {
        ApiException { Status: HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError } => true,
        HttpRequestException => true,       // no answer at all
        _ => false,                         // 404, 403, bad JSON: the next answer is the same
    };
    #endregion

    [Fact]
    public async Task Failures_of_the_server_become_exceptions_and_only_some_are_retried()
    {
        var server = new Server { Answers = { Fails(HttpStatusCode.ServiceUnavailable), Fails(HttpStatusCode.NotFound) } };
        using var client = new QueryClient(new() { Queries = new() { Retry = Retry.When(IsTransient), RetryDelay = TimeSpan.Zero } });
        var queries = new FleetQueries(new FleetApi(server.Connect()));

        var error = await Should.ThrowAsync<ApiException>(() => client.FetchAsync(queries.Agent("ada")));

        error.Status.ShouldBe(HttpStatusCode.NotFound);
        error.Message.ShouldBe("No agent has the id ada.");
        server.Asked.ShouldBe(["Bearer secret agents/ada", "Bearer secret agents/ada"]);
    }

    [Fact]
    public async Task Request_is_cancelled_when_nobody_waits_for_it()
    {
        var server = new Server { Answers = { async token =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            return new HttpResponseMessage();
        } } };
        using var client = new QueryClient();
        var queries = new FleetQueries(new FleetApi(server.Connect()));

        #region cancel
        using var leaving = new CancellationTokenSource();
        var waiting = client.FetchAsync(queries.Agent("ada"), leaving.Token);
        leaving.Cancel();       // this caller stops waiting; as nobody else waits or watches, the request is aborted
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        #endregion

        await server.Aborted.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    private static Func<CancellationToken, Task<HttpResponseMessage>> Fails(HttpStatusCode status) => _ => Task.FromResult(new HttpResponseMessage(status)
    {
        Content = JsonContent.Create(new Problem("Not found", "No agent has the id ada."), FleetJson.Default.Problem, new("application/problem+json")),
    });

    private sealed class Server : HttpMessageHandler
    {
        public List<Func<CancellationToken, Task<HttpResponseMessage>>> Answers { get; } = [];

        public List<string> Asked { get; } = [];

        public TaskCompletionSource Aborted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public HttpClient Connect() =>
            new(new TokenHandler(_ => ValueTask.FromResult("secret")) { InnerHandler = this }) { BaseAddress = new Uri("http://fleet.example") };

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.Add($"{request.Headers.Authorization} {request.RequestUri!.PathAndQuery[1..]}");
            await using var aborted = cancellationToken.Register(() => Aborted.TrySetResult());
            return await Answers[Asked.Count - 1](cancellationToken);
        }
    }
}
