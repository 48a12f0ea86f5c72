using System.Collections.Immutable;
using Cadre.Fleet;
using Cadre.Live;
using Cadre.Query;

namespace Cadre.Client;

/// <summary>The fleet of a workspace as the hub has it, followed live: its state, its lists, and what can be done about it.</summary>
/// <remarks>
/// It runs the hub's own reducer over a snapshot and the events behind it. All queries of <see cref="Queries"/> are kept in step from there, and
/// those that are opened later begin with what the state has. Safe for use from any thread.
/// </remarks>
public sealed class FleetStore : IAsyncDisposable
{
    private readonly HttpClient _http;
    private readonly HttpClient _streams;
    private readonly FleetProjection _projection;
    private readonly QueryObserver<StateAt<FleetState>> _state;
    private readonly IDisposable _watching;
    private readonly TimeProvider _time;
    private readonly TimeSpan _appliedTimeout;

    /// <summary>Makes a store that is not connected yet.</summary>
    /// <exception cref="ArgumentException">The options are not right; the message says what to set.</exception>
    public FleetStore(CadreOptions options, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Validate() is { Count: > 0 } problems) throw new ArgumentException(string.Join(' ', problems), nameof(options));
        (_time, _appliedTimeout) = (time ?? TimeProvider.System, options.AppliedTimeout);
        var hub = new Uri(options.Url);
        _http = HubHttp.Create(hub, options.EffectiveTokens, options.Retry, time: time);
        _streams = new HttpClient { Timeout = TimeSpan.FromMinutes(2) };
        Api = new HubApi(_http, options.Workspace);
        Client = new QueryClient(new QueryClientOptions { TimeProvider = _time, UnhandledError = options.Unhandled });
        Queries = new FleetQueries(Api, () => State);
        var bridge = new LiveBridge(Client, FleetTable.Create(Queries, Api, () => State), new LiveBridgeOptions { TimeProvider = _time, Unhandled = options.Unhandled });
        _projection = new FleetProjection(Client, Queries);
        var stream = EventEndpoints.At(_streams, new Uri(hub, $"/api/workspaces/{options.Workspace}/events"), time: time) with
        {
            Tokens = options.EffectiveTokens,
            Unhandled = options.Unhandled,
        };
        Stream = new LiveStream(new FleetSink(Client, bridge, _projection), options.Stream?.Invoke(stream) ?? stream);
        Actions = new FleetActions(Api, Queries, HasAppliedAsync);
        // The snapshot comes with the stream: this only keeps what follows in step if the state is fetched again.
        _state = Client.Observe(Queries.State with { Enabled = false });
        _watching = _state.Subscribe(_ => Client.Batch(_projection.Project));
    }

    /// <summary>The hub's API.</summary>
    public HubApi Api { get; }

    /// <summary>The cache.</summary>
    public QueryClient Client { get; }

    /// <summary>The queries that are kept in step.</summary>
    public FleetQueries Queries { get; }

    /// <summary>What can be done.</summary>
    public FleetActions Actions { get; }

    /// <summary>The connection to the hub, and how it stands.</summary>
    public LiveStream Stream { get; }

    /// <summary>The state as the hub's facts make it, and where it stands; null before the first snapshot.</summary>
    public StateAt<FleetState>? State => Client.GetData(Queries.State);

    /// <summary>Connects, and stays connected until disposed. Any further call does nothing.</summary>
    public void Connect() => Stream.Connect();

    /// <summary>Observes the agents of a status, optimistic changes included. Dispose the observer.</summary>
    public QueryObserver<HubPage<Agent>, ImmutableArray<Agent>> ObserveAgents(AgentStatus status) => Observe(Queries.Agents(), agent => agent.Status == status);

    /// <summary>Observes the agents that work.</summary>
    public QueryObserver<HubPage<Agent>, ImmutableArray<Agent>> ObserveActive() => ObserveAgents(AgentStatus.Running);

    /// <summary>Observes the agents that are free: idle or resolved.</summary>
    public QueryObserver<HubPage<Agent>, ImmutableArray<Agent>> ObserveIdle() =>
        Observe(Queries.Agents(), static agent => agent.Status is AgentStatus.Idle or AgentStatus.Resolved);

    /// <summary>Observes the agents that need somebody: blocked or failed.</summary>
    public QueryObserver<HubPage<Agent>, ImmutableArray<Agent>> ObserveBlocked() =>
        Observe(Queries.Agents(), static agent => agent.Status is AgentStatus.Blocked or AgentStatus.Error);

    /// <summary>Observes the tasks of a status: pending, in progress, blocked, completed, failed. Dispose the observer.</summary>
    public QueryObserver<HubPage<FleetTask>, ImmutableArray<FleetTask>> ObserveTasks(FleetTaskStatus status) => Observe(Queries.Tasks(), task => task.Status == status);

    /// <summary>Disconnects for good.</summary>
    public async ValueTask DisposeAsync()
    {
        await Stream.DisposeAsync();
        _watching.Dispose();
        _state.Dispose();
        Client.Dispose();
        _http.Dispose();
        _streams.Dispose();
    }

    private QueryObserver<HubPage<T>, ImmutableArray<T>> Observe<T>(QueryDefinition<HubPage<T>> list, Func<T, bool> which) =>
        Client.Observe(list, page => page.Items.Where(which).ToImmutableArray());

    private async Task<bool> HasAppliedAsync(StreamCursor cursor, CancellationToken cancellationToken)
    {
        if (!Stream.State.IsLive) return false;
        using var limit = new CancellationTokenSource(_appliedTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await Stream.WhenAppliedAsync(cursor, either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
