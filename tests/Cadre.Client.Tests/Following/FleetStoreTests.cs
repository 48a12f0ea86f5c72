using Cadre.Fleet;
using Cadre.Live;
using Cadre.Live.Tests.Faults;
using Cadre.Query;
using Cadre.TestKit;

namespace Cadre.Client.Tests.Following;

public sealed class FleetStoreTests : IAsyncLifetime
{
    private static readonly AgentId Ada = AgentId.Parse("ada");

    private readonly List<Exception> _errors = [];
    private HubHost _hub = null!;
    private FleetStore _store = null!;

    public async ValueTask InitializeAsync()
    {
        _hub = await HubHost.StartAsync();
        _store = new FleetStore(new CadreOptions { Url = _hub.Address.ToString(), Unhandled = _errors.Add });
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await _hub.DisposeAsync();
        _errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task State_lists_and_single_queries_follow_every_event()
    {
        await _store.Api.CreateAgentAsync(Ada);
        await _store.Api.CreateTaskAsync("build", new TaskId(1));
        using var blocked = _store.ObserveBlocked();
        using var pending = _store.ObserveTasks(FleetTaskStatus.Pending);
        using var filtered = _store.Client.Observe(_store.Queries.Agents(new AgentFilter { Status = AgentStatus.Blocked }));
        using var one = _store.Client.Observe(_store.Queries.Task(new TaskId(1)));
        IDisposable[] watching = [blocked.Subscribe(_ => { }), pending.Subscribe(_ => { }), filtered.Subscribe(_ => { }), one.Subscribe(_ => { })];
        _store.Connect();
        await _store.Stream.WhenLiveAsync().Within("the stream");
        await Patience.Until(() => one.CurrentResult.HasData && filtered.CurrentResult.HasData && pending.CurrentResult.Data is [_], "the first data");

        await _store.Api.UpdateAgentAsync(Ada, new AgentPatch { Status = AgentStatus.Blocked, Blocker = "keys" });
        await _store.Api.CreateTaskAsync("test", new TaskId(2));
        await ArriveAsync(await _store.Api.AssignTaskAsync(new TaskId(1), Ada));

        _store.State!.State.Agents[Ada].CurrentTask!.Id.Value.ShouldBe(1);
        _store.Client.GetData(_store.Queries.Agent(Ada))!.State.Status.ShouldBe(AgentStatus.Running);
        _store.Client.GetData(_store.Queries.Task(new TaskId(1)))!.State.AgentId.ShouldBe(Ada);
        _store.Client.GetData(_store.Queries.Tasks())!.Items.Length.ShouldBe(2);
        _store.Client.GetData(_store.Queries.Activity)!.Items.Length.ShouldBe(_store.State.State.Activity.Length);
        await Patience.Until(() => pending.CurrentResult.Data is [{ Id.Value: 2 }], "the list of pending tasks");
        await Patience.Until(() => blocked.CurrentResult.Data.IsEmpty && filtered.CurrentResult.Data!.Total == 0, "the lists of blocked agents");
        foreach (var watch in watching) watch.Dispose();
    }

    [Fact]
    public async Task What_the_state_has_is_there_at_once_and_not_asked_for()
    {
        await _store.Api.CreateAgentAsync(Ada, new AgentPatch { RiskScore = 3 });
        await _store.Api.CreateTaskAsync("build", new TaskId(1));
        _store.Connect();
        await _store.Stream.WhenLiveAsync().Within("the stream");
        Shows(_store.Queries.Agent(Ada)).State.RiskScore.ShouldBe(3);
        Shows(_store.Queries.Task(new TaskId(1))).State.Title.ShouldBe("build");
        Shows(_store.Queries.Agents(new AgentFilter { Status = AgentStatus.Blocked })).Total.ShouldBe(0);
        Shows(_store.Queries.Tasks(new TaskFilter { Limit = 1 })).Items.Length.ShouldBe(1);
        Shows(_store.Queries.Activity).Items.Length.ShouldBe(_store.State!.State.Activity.Length);
        Shows(_store.Queries.Progress).State.ShouldBe(_store.State.State.Progress);
    }

    [Fact]
    public async Task What_only_the_hub_knows_is_asked_for_after_an_event()
    {
        _store.Connect();
        await _store.Stream.WhenLiveAsync().Within("the stream");
        using var predictions = _store.Client.Observe(_store.Queries.Predictions);
        using var graph = _store.Client.Observe(_store.Queries.Graph);
        using var claims = _store.Client.Observe(_store.Queries.Claims);
        using var a = predictions.Subscribe(_ => { });
        using var b = graph.Subscribe(_ => { });
        using var c = claims.Subscribe(_ => { });
        await Patience.Until(() => predictions.CurrentResult.HasData && graph.CurrentResult.HasData && claims.CurrentResult.HasData, "the first data");
        await _store.Api.CreateAgentAsync(Ada, new AgentPatch { Status = AgentStatus.Blocked, Blocker = "keys", RiskScore = 95 });
        await _store.Api.CreateTaskAsync("build", new TaskId(1));
        await _store.Api.AcquireClaimAsync(Ada, "port:5432");
        await Patience.Until(() => predictions.CurrentResult.Data!.Items.Length > 0, "predictions");
        await Patience.Until(() => graph.CurrentResult.Data!.State.Ready is [{ Value: 1 }], "the graph");
        await Patience.Until(() => claims.CurrentResult.Data!.Items.Length == 1, "the claims");
    }

    [Fact]
    public async Task An_agent_that_is_retired_leaves_and_one_made_anew_is_shown_though_its_version_is_lower()
    {
        _store.Connect();
        for (var risk = 1; risk < 6; risk++)
        {
            if (risk == 1) await _store.Api.CreateAgentAsync(Ada);
            await _store.Api.UpdateAgentAsync(Ada, new AgentPatch { RiskScore = risk });
        }
        await _store.Stream.WhenLiveAsync().Within("the stream");
        using var agent = _store.Client.Observe(_store.Queries.Agent(Ada));
        using var watching = agent.Subscribe(_ => { });
        await Patience.Until(() => agent.CurrentResult.Data?.State.Version == 6, "the agent");
        await _store.Api.RetireAgentAsync(Ada);
        await Patience.Until(() => agent.CurrentResult.Error is HubNotFoundException, "the watcher to hear that it is gone");
        await ArriveAsync(await _store.Api.CreateAgentAsync(Ada, new AgentPatch { RiskScore = 77 }));
        await Patience.Until(() => agent.CurrentResult is { Data.State: { Version: 1, RiskScore: 77 }, IsError: false }, "the new agent");
        await _store.Stream.WhenAppliedAsync(await _store.Api.RetireAgentAsync(Ada)).Within("the end of the agent");
        await Patience.Until(() => _store.Client.GetData(_store.Queries.Agents()) is not { Items.Length: > 0 }, "the list");
    }

    [Fact]
    public async Task A_hub_that_begins_anew_replaces_everything()
    {
        await using var proxy = new FaultProxy(_hub.Address.Port, 1);
        await using var store = new FleetStore(new CadreOptions { Url = proxy.Address.ToString(), Stream = Quick, Unhandled = _errors.Add });
        using var list = store.Client.Observe(store.Queries.Agents());
        using var watching = list.Subscribe(_ => { });
        store.Connect();
        await store.Api.CreateAgentAsync(Ada);
        await store.Api.UpdateAgentAsync(Ada, new AgentPatch { RiskScore = 50 });
        await Patience.Until(() => list.CurrentResult.Data is { Items: [{ RiskScore: 50 }] }, "the agent");

        await using var another = await HubHost.StartAsync();
        await another.SendAsync("""{"type":"agent.created","data":{"agent":{"id":"eve"} } }""");
        proxy.Target = another.Address.Port;
        proxy.CutAll();
        await Patience.Until(() => list.CurrentResult.Data is { Items: [{ Id.Value: "eve", Version: 1 }] }, "the other past");
        await Patience.Until(() => store.State!.State.Agents.Count == 1, "the state");
        store.Client.GetData(store.Queries.Agent(Ada)).ShouldBeNull();
    }

    [Fact]
    public async Task A_new_query_of_what_is_known_needs_no_stream_to_be_right()
    {
        await _store.Api.CreateAgentAsync(Ada, new AgentPatch { RiskScore = 3 });
        (await _store.Client.FetchAsync(_store.Queries.Agent(Ada))).State.RiskScore.ShouldBe(3);
        (await _store.Client.FetchAsync(_store.Queries.Agents())).Items.ShouldHaveSingleItem();
        await Should.ThrowAsync<HubNotFoundException>(() => _store.Client.FetchAsync(_store.Queries.Task(new TaskId(9))).Within("the refusal"));
        _store.State.ShouldBeNull();
    }

    private T Shows<T>(QueryDefinition<T> query)
    {
        using var observer = _store.Client.Observe(query);
        using var watching = observer.Subscribe(_ => { });
        (observer.CurrentResult.HasData, observer.CurrentResult.IsFetching).ShouldBe((true, false), query.Key.ToString());
        return observer.CurrentResult.Data!;
    }

    private static LiveStreamOptions Quick(LiveStreamOptions options) => options with { Backoff = new Backoff(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(200)) };

    private Task ArriveAsync<T>(HubAnswer<T> answer) => _store.Stream.WhenAppliedAsync(answer.Cursor).Within($"{answer.Cursor} to arrive");
}
