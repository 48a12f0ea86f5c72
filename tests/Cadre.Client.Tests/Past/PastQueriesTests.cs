using Cadre.Fleet;
using Cadre.Live.Tests.Faults;
using Cadre.Query;

namespace Cadre.Client.Tests.Past;

public sealed class PastQueriesTests : IAsyncLifetime
{
    private static readonly AgentId Ada = AgentId.Parse("ada");
    private static readonly AgentId Bob = AgentId.Parse("bob");
    private static readonly TaskId Build = new(1);

    private readonly CountingHandler _requests = new();
    private readonly QueryClient _client = new();
    private HubHost _hub = null!;
    private HttpClient _http = null!;
    private FleetQueries _queries = null!;
    private IFleetQueries _past = null!;
    private string _at = "";

    public async ValueTask InitializeAsync()
    {
        _hub = await HubHost.StartAsync();
        _http = new HttpClient(_requests) { BaseAddress = _hub.Address };
        var api = new HubApi(_http);
        _queries = new FleetQueries(api);
        await api.CreateAgentAsync(Ada, new AgentPatch { Status = AgentStatus.Blocked, Blocker = "keys", RiskScore = 90, BlockedTasks = new(["deploy"]) });
        await api.CreateTaskAsync("build", Build);
        await api.CreateTaskAsync("test", new TaskId(2), [Build]);
        await api.AcquireClaimAsync(Ada, "path:src/**");
        await api.AddActivityAsync("found the bug", "ada");
        _at = (await api.GetStateAsync()).Cursor.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _http.Dispose();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task The_past_is_what_the_hub_said_then_whatever_came_later()
    {
        var then = await AllAsync(_queries);
        var api = new HubApi(_http);
        await api.UpdateAgentAsync(Ada, new AgentPatch { Status = AgentStatus.Idle, Blocker = new(null), RiskScore = 0 });
        await api.CreateAgentAsync(Bob);
        await api.UpdateTaskAsync(Build, new TaskPatch { Status = FleetTaskStatus.Completed });
        await api.RetireAgentAsync(Ada);
        _past = _queries.At(_at);
        (await AllAsync(_past)).ShouldBe(then);
        await Should.ThrowAsync<HubNotFoundException>(() => new QueryClient().FetchAsync(_queries.Agent(Ada)));
    }

    [Fact]
    public async Task All_queries_of_one_moment_share_one_request()
    {
        _past = _queries.At(_at);
        _requests.Count = 0;
        await Task.WhenAll(AllAsync(_past), AllAsync(_queries.At(_at)));
        _requests.Count.ShouldBe(1);
        await _client.InvalidateAsync();
        await AllAsync(_past);
        _requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_moment_says_when_it_was()
    {
        var moment = await _client.FetchAsync(_queries.Past(_at));
        var log = await new HubApi(_http).GetEventsAsync();
        (moment.Cursor, moment.Time).ShouldBe((log.Cursor, log.Events[^1].Time));
        (await _client.FetchAsync(_queries.Past($"{log.Cursor.Epoch}:0"))).Time.ShouldBe(0);
        var byTime = await _client.FetchAsync(_queries.Past("2999-01-01T00:00:00Z"));
        (byTime.Cursor, byTime.Time).ShouldBe((moment.Cursor, moment.Time));
    }

    [Fact]
    public async Task What_was_not_there_yet_is_not_found_as_it_is_live()
    {
        var past = _queries.At(_at);
        foreach (var (live, then) in new[]
        {
            (await MissAsync(_queries.Agent(Bob)), await MissAsync(past.Agent(Bob))),
            (await MissAsync(_queries.Task(new TaskId(9))), await MissAsync(past.Task(new TaskId(9)))),
        })
        {
            (then.Problem.Status, then.Problem.Code, then.Problem.Value).ShouldBe((live.Problem.Status, live.Problem.Code, live.Problem.Value));
            then.Message.ShouldContain(_at);
        }
    }

    [Fact]
    public async Task A_moment_that_is_not_kept_is_refused_by_every_query()
    {
        var past = _queries.At("elsewhere:4");
        await MissAsync(past.Agents());
        await MissAsync(past.Graph);
        await Should.ThrowAsync<HubInvalidException>(() => _client.FetchAsync(_queries.At("yesterday").Tasks()));
    }

    [Fact]
    public void Keys_lie_below_the_moment()
    {
        _queries.At("e:7").Agents(new AgentFilter { Limit = 5 }).Key.ToString().ShouldBe("""["fleet","past","e:7","agents","list",{"limit":5}]""");
        _queries.At("e:7").Task(Build).Key.ToString().ShouldBe("""["fleet","past","e:7","task",1]""");
    }

    /// <summary>Everything that queries answer, as text.</summary>
    private async Task<string> AllAsync(IFleetQueries queries)
    {
        var agents = await _client.FetchAsync(queries.Agents());
        var blocked = await _client.FetchAsync(queries.Agents(new AgentFilter { Status = AgentStatus.Blocked }));
        var tasks = await _client.FetchAsync(queries.Tasks(new TaskFilter { Limit = 1 }));
        var one = await _client.FetchAsync(queries.Agent(Ada));
        var task = await _client.FetchAsync(queries.Task(Build));
        var activity = await _client.FetchAsync(queries.Activity);
        var progress = await _client.FetchAsync(queries.Progress);
        var claims = await _client.FetchAsync(queries.Claims);
        var graph = await _client.FetchAsync(queries.Graph);
        var predictions = await _client.FetchAsync(queries.Predictions);
        return string.Join('\n',
            FleetText.Of(agents.Items), agents.Total, FleetText.Of(blocked.Items), FleetText.Of(tasks.Items), tasks.Total, FleetText.Of(one.State), FleetText.Of(task.State),
            string.Join(',', activity.Items.Select(item => item.Message)), progress.State, string.Join(',', claims.Items), claims.Total,
            string.Join(',', graph.State.Edges), string.Join(',', graph.State.Ready), string.Join(',', predictions.Items.Select(prediction => prediction.Id)));
    }

    private async Task<HubNotFoundException> MissAsync<T>(QueryDefinition<T> query) => await Should.ThrowAsync<HubNotFoundException>(() => _client.FetchAsync(query));

    private sealed class CountingHandler() : DelegatingHandler(new ProblemHandler { InnerHandler = new SocketsHttpHandler() })
    {
        public int Count { get; set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Count++;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
