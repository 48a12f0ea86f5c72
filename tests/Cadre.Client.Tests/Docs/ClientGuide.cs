using Cadre.Client;
using Cadre.Fleet;
using Cadre.Live.Tests.Faults;
using Cadre.Query;
using Cadre.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Guide.Client;

public sealed class ClientGuide : IAsyncLifetime
{
    private readonly List<string> _printed = [];
    private HubHost _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await HubHost.StartAsync();

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task Follow_a_fleet()
    {
        var url = _hub.Address.ToString();

        #region follow
        await using var store = new FleetStore(new CadreOptions { Url = url });
        using var agents = store.Client.Observe(store.Queries.Agents());
        using var printing = agents.Subscribe(result => Print($"{result.Data?.Total ?? 0} agents"));
        store.Connect();
        #endregion

        await store.Stream.WhenLiveAsync().Within("the stream");

        #region act
        var ada = AgentId.Parse("ada");
        await store.Api.CreateAgentAsync(ada, new AgentPatch { Status = AgentStatus.Blocked, Blocker = "waiting for keys", RiskScore = 70 });
        await store.Client.MutateAsync(store.Actions.AutoResolve, ada);

        using var idle = store.ObserveIdle();
        Print(string.Join(", ", idle.CurrentResult.Data.Select(agent => agent.Id)));
        #endregion

        await Patience.Until(() => Printed("1 agents") && Printed("ada"), "both lines");

        #region refusal
        try
        {
            await store.Client.MutateAsync(store.Actions.Assign, new Assignment(new TaskId(404), ada));
        }
        catch (HubException refused)
        {
            Print($"{refused.Problem.Code}: {refused.Message}");
        }
        #endregion

        await Patience.Until(() => Printed("not-found: "), "the refusal");
    }

    [Fact]
    public async Task Log_and_past()
    {
        await using var store = new FleetStore(new CadreOptions { Url = _hub.Address.ToString() });
        store.Connect();
        await store.Stream.WhenLiveAsync().Within("the stream");
        var ada = AgentId.Parse("ada");
        await store.Api.CreateAgentAsync(ada);
        var before = (await store.Api.UpdateAgentAsync(ada, new AgentPatch { Status = AgentStatus.Blocked, Blocker = "keys" })).Cursor.ToString();

        #region log
        using var recent = store.Client.Observe(store.Queries.RecentEvents, at => at.State);
        using var telling = recent.Subscribe(result => Print(result is { HasData: true, Data: [{ Fact: { } newest }, ..] } ? FactSentence.Of(newest) : "nothing yet"));

        var blocked = new EventFilter { Types = [EventTypes.TaskBlocked, EventTypes.AgentUpdated], Agent = ada };
        var page = await store.Api.GetEventsBeforeAsync(filter: blocked);
        Print($"{page.Events.Length} of {page.Scanned} events; {(page.Next is { } next ? $"more before {next}" : "that is all")}");
        #endregion

        await Patience.Until(() => Printed("ada is blocked: keys") && Printed("1 of 2 events; that is all"), "the log");
        await store.Api.RetireAgentAsync(ada);
        await Patience.Until(() => Printed("ada retired") || Printed("Agent ada retired"), "the newest event");

        #region past
        var past = store.Queries.At(before);
        var agents = await store.Client.FetchAsync(past.Agents());
        var moment = await store.Client.FetchAsync(store.Queries.Past(before));
        Print($"{agents.Total} agents, as it was at {DateTimeOffset.FromUnixTimeMilliseconds(moment.Time):HH:mm:ss} (event {moment.Cursor.Sequence})");
        #endregion

        await Patience.Until(() => Printed("1 agents, as it was at") && Printed("(event 2)"), "the past");
    }

    [Fact]
    public async Task Services()
    {
        var services = new ServiceCollection();
        var url = _hub.Address.ToString();

        #region services
        services.AddCadre(options => options.Url = url);
        #endregion

        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<FleetStore>().Stream.WhenLiveAsync().Within("the stream");
    }

    [Fact]
    public async Task Api_alone()
    {
        var hub = _hub.Address;
        Cadre.Live.TokenSource tokens = (_, _) => new((string?)null);

        #region api
        using var http = HubHttp.Create(hub, tokens);
        var api = new HubApi(http, "default");
        var task = await api.CreateTaskAsync("Build the thing", new TaskId(17), options: new WriteOptions(Key: "import-17"));
        var page = await api.GetTasksAsync(new TaskFilter { Status = FleetTaskStatus.Pending });
        #endregion

        page.Items.ShouldHaveSingleItem().Id.ShouldBe(task.State.Id);
    }

    private void Print(string line)
    {
        lock (_printed) _printed.Add(line);
    }

    private bool Printed(string what)
    {
        lock (_printed) return _printed.Any(line => line.Contains(what, StringComparison.Ordinal));
    }
}
