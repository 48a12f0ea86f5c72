using System.Net.Http.Json;
using System.Text.Json;
using Cadre.Fleet;
using Cadre.Live;
using Cadre.Live.Tests;
using Cadre.Live.Tests.Faults;
using Cadre.Query;
using Cadre.TestKit;

namespace Guide.Live;

public sealed class LiveGuide : IAsyncLifetime
{
    private readonly QueryClient _client = new();
    private HubHost _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await HubHost.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task Quick_start()
    {
        var (http, hub) = (_hub.Http, _hub.Address);
        var printed = new List<string>();
        var print = (object? what) =>
        {
            lock (printed) printed.Add($"{what}");
        };

        #region quick-start
        using var client = new QueryClient();
        var agents = new QueryDefinition<JsonElement>(["agents", "list"], context =>
            http.GetFromJsonAsync<JsonElement>("/api/workspaces/default/agents", context.CancellationToken));

        var table = new BridgeTable()
            .On("agent.created", on => on.Invalidate(["agents"]))
            .On("agent.updated", on => on.Invalidate(["agents"]))
            .On("agent.retired", on => on.Invalidate(["agents"]));

        var endpoints = EventEndpoints.At(http, new Uri(hub, "/api/workspaces/default/events"));
        await using var live = new LiveStream(new LiveBridge(client, table), endpoints);
        live.Connect();

        using var observer = client.Observe(agents);
        using var printing = observer.Subscribe(result => print(result.Data));
        #endregion

        await live.WhenLiveAsync().Within("live");
        await _hub.SendAsync("""{"type":"agent.created","data":{"agent":{"id":"ada"} } }""");
        await Patience.Until(() => printed.Any(text => text.Contains("\"ada\"", StringComparison.Ordinal)), "the agent on the screen");
    }

    [Fact]
    public async Task State()
    {
        await using var live = new LiveStream(new LiveBridge(_client, new BridgeTable()), EventEndpoints.At(_hub.Http, new Uri(_hub.Address, "/api/workspaces/default/events")));
        var text = "";
        var show = (string what) => text = what;

        #region state
        using var indicator = live.Subscribe(state => show(state.Status switch
        {
            LiveStatus.Live => "live",
            LiveStatus.Connecting => "connecting …",
            LiveStatus.Polling => $"every few seconds; next attempt at {state.NextAttemptAt:T}",
            LiveStatus.Reconnecting when state.NextAttemptAt is { } next => $"offline since {state.Since:T}; next attempt at {next:T}",
            LiveStatus.Refused => $"refused: {state.Problem?.Detail}",
            _ => "reconnecting …",
        }));
        #endregion

        live.Connect();
        await Patience.Until(() => text == "live", "the indicator");
    }

    [Fact]
    public async Task Reduced_state()
    {
        var (client, http) = (_client, _hub.Http);
        var fetches = 0;

        #region reduce
        async Task<StateAt<FleetState>> FetchAsync(CancellationToken cancellationToken)
        {
            fetches++;
            var answer = await http.GetFromJsonAsync<JsonElement>("/api/workspaces/default/state", cancellationToken);
            return Read(StreamCursor.Parse(answer.GetProperty("cursor").GetString()!), answer.GetProperty("state"));
        }

        var fleet = new QueryDefinition<StateAt<FleetState>>(["fleet"], context => FetchAsync(context.CancellationToken))
        {
            StaleTime = StaleTime.Infinite,
            Version = at => at.Cursor.Sequence,
        };
        var table = new BridgeTable()
            .Reduce(fleet, (state, e) => FleetReducer.Apply(state, FleetJson.ReadEvent(e.Type, e.Data, out _) ?? throw new JsonException($"{e.Cursor} is no event of a fleet.")))
            .Snapshot(
                (reset, cancellationToken) => reset is { Cursor: { } cursor, State: { } state } ? Task.FromResult(Read(cursor, state)) : FetchAsync(cancellationToken),
                on => on.Set(fleet, at => at));
        #endregion

        await using var live = new LiveStream(new LiveBridge(client, table), EventEndpoints.At(http, new Uri(_hub.Address, "/api/workspaces/default/events")));
        live.Connect();
        await live.WhenLiveAsync().Within("live");
        var cursor = await _hub.SendAsync("""{"type":"agent.created","data":{"agent":{"id":"ada"} } }""");

        #region when-applied
        await live.WhenAppliedAsync(cursor);        // the cursor that the answer of a write brought
        var ada = client.GetData(fleet)!.State.Agents.Single();
        #endregion

        ada.Id.Value.ShouldBe("ada");
        fetches.ShouldBe(1);

        static StateAt<FleetState> Read(StreamCursor cursor, JsonElement state) =>
            FleetJson.TryReadState(state, out var read) ? new StateAt<FleetState>(cursor, read) : throw new JsonException("not a state");
    }

    [Fact]
    public async Task Options()
    {
        var (http, hub) = (_hub.Http, _hub.Address);
        var stored = default(StreamCursor?);
        var reported = new List<string>();
        ValueTask<string?> RenewAsync(string? refused, CancellationToken cancellationToken) => ValueTask.FromResult<string?>(null);

        #region options
        var options = EventEndpoints.At(http, new Uri(hub, "/api/workspaces/default/events")) with
        {
            After = stored,                                     // where persisted state stands: no snapshot then
            Tokens = RenewAsync,                                // told which token was refused, if one was
            Silence = TimeSpan.FromSeconds(40),
            PollInterval = TimeSpan.FromSeconds(5),
        };
        var bridging = new LiveBridgeOptions
        {
            Scope = ["businesses"],                             // what is stale when the stream starts over
            UnknownType = e => reported.Add($"The table has no row for {e.Type}."),
            Unreadable = (e, why) => reported.Add($"{e?.Cursor}: {why}"),
        };
        #endregion

        await using var live = new LiveStream(new LiveBridge(_client, LeadsTable.Create(), bridging), options);
        live.Connect();
        await live.WhenLiveAsync().Within("live");
        await live.WhenAppliedAsync(await _hub.SendAsync("""{"type":"agent.created","data":{"agent":{"id":"ada"} } }""")).Within("the event");
        reported.ShouldBe(["The table has no row for agent.created."]);
    }

    [Fact]
    public void Table_of_the_guide()
    {
        var bridge = new LiveBridge(_client, LeadsTable.Create());
        bridge.Apply([Make.Event(1, "business:created", """{"id":"b","name":"Bakery","status":"new","version":1}""").Event!]);
        bridge.Apply([Make.Event(2, "business:updated", """{"id":"b","name":"Bakery","status":"won","version":2}""").Event!]);

        _client.GetData(LeadsTable.Detail("b"))!.Status.ShouldBe("won");
    }

    [Fact]
    public void Subscribing()
    {
        var address = new Uri("ws://127.0.0.1:7171/ws");

        #region subscriptions
        var socket = new WebSocketTransport(address);
        using var project = socket.Subscriptions.Add(
            after => after is null ? """{"type":"subscribe","project_id":1}""" : $$"""{"type":"subscribe","project_id":1,"after":"{{after}}"}""",
            unsubscribe: """{"type":"unsubscribe","project_id":1}""");
        #endregion

        socket.Name.ShouldBe("websocket");
    }
}
