using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Cadre.Fleet;
using Cadre.Query;

namespace Cadre.Live.Tests.Faults;

/// <summary>A client of a hub: a cache with the whole state and with single agents, which follows the stream.</summary>
internal sealed class FleetWatcher : IAsyncDisposable
{
    private readonly HttpClient _http;
    private readonly HttpClient _streams = new() { Timeout = TimeSpan.FromSeconds(60) };
    private readonly List<IDisposable> _watching = [];
    private readonly List<string> _violations = [];
    private readonly Lock _gate = new();
    private readonly List<Exception> _errors = [];
    private readonly MutationDefinition<Change, StateAt<Agent>, object?> _change;
    private int _changes;

    /// <param name="name">What it is called in messages.</param>
    /// <param name="address">Of the hub, or of what stands before it.</param>
    /// <param name="agents">The agents that it watches one by one.</param>
    /// <param name="change">Changes the options of the stream.</param>
    public FleetWatcher(string name, Uri address, IEnumerable<string> agents, Func<LiveStreamOptions, LiveStreamOptions>? change = null)
    {
        Name = name;
        _http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(2) };
        Client = new QueryClient(new QueryClientOptions { Queries = new QueryOptions { RetryDelay = TimeSpan.FromMilliseconds(50), Retry = 1_000, StaleTime = StaleTime.Infinite }, UnhandledError = Report });
        State = new QueryDefinition<StateAt<FleetState>>(["fleet", "state"], context => FetchStateAsync(context.CancellationToken)) { Version = at => at.Cursor.Sequence };
        _change = new MutationDefinition<Change, StateAt<Agent>, object?>((change, context) => PatchAsync(change, context.CancellationToken))
        {
            Optimistic = [Layer.On<Change, StateAt<Agent>>(
                change => Agent(change.Id), (agent, change) => agent with { State = agent.State with { Status = Enum.Parse<AgentStatus>(change.Status, ignoreCase: true) } })],
            OnSuccess = (agent, change, _, _) =>
            {
                Bridge!.Push(Agent(change.Id), agent);
                return ValueTask.CompletedTask;
            },
            Retry = 20,
            RetryDelay = TimeSpan.FromMilliseconds(50),
        };
        Bridge = new LiveBridge(Client, Table(), new LiveBridgeOptions { Unhandled = Report, RefetchInterval = TimeSpan.FromMilliseconds(20) });
        var options = EventEndpoints.At(_streams, new Uri(address, "/api/workspaces/default/events")) with
        {
            Backoff = new Backoff(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(500)),
            OpenTimeout = TimeSpan.FromSeconds(1.5),
            Silence = TimeSpan.FromSeconds(2),
            PollInterval = TimeSpan.FromMilliseconds(200),
            Unhandled = Report,
        };
        Stream = new LiveStream(Bridge, change?.Invoke(options) ?? options);
        Watch(State, at => (at.Cursor.Epoch, at.Cursor.Sequence), "the state");
        foreach (var id in agents) Watch(Agent(id), agent => (agent.Cursor.Epoch, agent.Cursor.Sequence), id);
        Stream.Connect();
    }

    public string Name { get; }

    public QueryClient Client { get; }

    public LiveBridge Bridge { get; }

    public LiveStream Stream { get; }

    public QueryDefinition<StateAt<FleetState>> State { get; }

    /// <summary>What was shown and must not have been.</summary>
    public string[] Violations
    {
        get
        {
            lock (_gate) return [.. _violations, .. _errors.Select(error => error.ToString())];
        }
    }

    public int StateRequests { get; private set; }

    /// <summary>How many changes the hub accepted.</summary>
    public int Changes => Volatile.Read(ref _changes);

    /// <summary>The version is where the answer stands: the agent's own begins again when one of the same id is made anew.</summary>
    public QueryDefinition<StateAt<Agent>> Agent(string id) =>
        new(["fleet", "agents", id], context => FetchAgentAsync(id, context.CancellationToken)) { Version = agent => agent.Cursor.Sequence };

    /// <summary>Changes an agent: at once on the screen, later on the hub, perhaps.</summary>
    public async Task ChangeAsync(string id, string status)
    {
        // What is refused (there is no such agent any more) is rolled back, and that is all that is wanted here.
        var changing = Client.MutateAsync(_change, new Change(id, status, Guid.NewGuid().ToString()));
        await ((Task)changing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (changing.IsCompletedSuccessfully) Interlocked.Increment(ref _changes);
    }

    public string? StateText() => Client.GetData(State) is { } at ? Text(at.State) : null;

    public string AgentText(string id) => Text(Client.GetData(Agent(id))!.State);

    public static FleetState Parse(string state) => Read(default, JsonElement.Parse(state)).State;

    public static string Text(Agent agent) => Text(writer => FleetJson.WriteAgent(writer, agent));

    private static string Text(FleetState state) => Text(writer => FleetJson.WriteState(writer, state));

    private static string Text(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            write(writer);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    public async ValueTask DisposeAsync()
    {
        await Stream.DisposeAsync();
        foreach (var watching in _watching) watching.Dispose();
        Client.Dispose();
        _http.Dispose();
        _streams.Dispose();
    }

    private BridgeTable Table()
    {
        var table = new BridgeTable()
            .Reduce(State, Step)
            .Snapshot(SnapshotAsync, on => on
                .Set(State, at => at)
                .ForEach(Watched, each => each.Set(agent => Agent(agent.State.Id.Value), agent => agent)));
        foreach (var type in (string[])["agent.created", "agent.updated", "agent.retired", "task.assigned", "task.status_changed"])
            table.On(type, on => on.Invalidate(e => ["fleet", "agents", .. Touched(e)]));
        return table;
    }

    private IEnumerable<StateAt<Agent>> Watched(StateAt<FleetState> at) =>
        at.State.Agents.Where(agent => Client.Queries.Find(Agent(agent.Id.Value).Key) is not null).Select(agent => new StateAt<Agent>(at.Cursor, agent));

    private static IEnumerable<object?> Touched(LiveEvent e) =>
        e.Data.TryGetProperty("agentId", out var id) ? [id.GetString()] : e.Type == "agent.created" ? [e.Data.GetProperty("agent").GetProperty("id").GetString()] : [];

    private static FleetState Step(FleetState state, LiveEvent e)
    {
        var fact = FleetJson.ReadEvent(e.Type, e.Data, out var problem) ?? throw new JsonException($"{e.Cursor}: {problem!.Detail}");
        return FleetReducer.Apply(state, fact);
    }

    private async Task<StateAt<FleetState>> SnapshotAsync(LiveReset reset, CancellationToken cancellationToken) =>
        reset is { Cursor: { } cursor, State: { } state } ? Read(cursor, state) : await FetchStateAsync(cancellationToken);

    private async Task<StateAt<FleetState>> FetchStateAsync(CancellationToken cancellationToken)
    {
        StateRequests++;
        var answer = await _http.GetFromJsonAsync<JsonElement>("/api/workspaces/default/state", cancellationToken);
        return Read(StreamCursor.Parse(answer.GetProperty("cursor").GetString()!), answer.GetProperty("state"));
    }

    private async Task<StateAt<Agent>> FetchAgentAsync(string id, CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync($"/api/workspaces/default/agents/{id}", cancellationToken);
        if (response.StatusCode == System.Net.HttpStatusCode.NotFound) throw new NoDataException($"There is no {id}.");
        response.EnsureSuccessStatusCode();
        var agent = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        var read = FleetJson.ReadAgentCreation(agent, out var problem) ?? throw new JsonException(problem!.Detail);
        return new StateAt<Agent>(StreamCursor.Parse(response.Headers.GetValues("Cadre-Cursor").First()), read.Agent);
    }

    private async Task<StateAt<Agent>> PatchAsync(Change change, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/workspaces/default/agents/{change.Id}")
        {
            Content = new StringContent($$"""{"status":"{{change.Status}}"}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", change.Key);
        using var response = await _http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        var agent = FleetJson.ReadAgentCreation(answer.GetProperty("state"), out var problem)?.Agent ?? throw new JsonException(problem!.Detail);
        return new StateAt<Agent>(StreamCursor.Parse(answer.GetProperty("cursor").GetString()!), agent);
    }

    private static StateAt<FleetState> Read(StreamCursor cursor, JsonElement state) =>
        FleetJson.TryReadState(state, out var read) ? new StateAt<FleetState>(cursor, read) : throw new JsonException("The state cannot be read.");

    /// <summary>Looks at everything that is shown: within an epoch no version may go back.</summary>
    private void Watch<TData>(QueryDefinition<TData> query, Func<TData, (string Epoch, long Version)> version, string what)
    {
        var observer = new QueryObserver<TData, TData>(Client, query, static data => data);
        (string Epoch, long Version)? last = null;
        var epochs = new List<string>();
        _watching.Add(observer.Subscribe(result =>
        {
            if (result.Data is not { } data) return;
            var now = version(data);
            lock (_gate)
            {
                if (last is { } before && before.Epoch == now.Epoch && now.Version < before.Version)
                    _violations.Add($"{Name}: {what} went back from {before.Version} to {now.Version} in epoch {now.Epoch}");
                if (last?.Epoch != now.Epoch)
                {
                    if (epochs.Contains(now.Epoch)) _violations.Add($"{Name}: {what} went back to the epoch {now.Epoch}");
                    epochs.Add(now.Epoch);
                }
                last = now;
            }
        }));
        _watching.Add(observer);
    }

    private sealed record Change(string Id, string Status, string Key);

    private void Report(Exception error)
    {
        lock (_gate) _errors.Add(error);
    }
}
