using System.Text.Json;
using Cadre.Fleet;
using Cadre.Live;

namespace Cadre.Client;

/// <summary>The native API of one workspace of a hub, typed.</summary>
/// <remarks>
/// Safe for use from any thread. Every call throws <see cref="HubException"/> where the hub refuses, <see cref="HubContractException"/> where an
/// answer is not what the contract says, and <see cref="HttpRequestException"/> or <see cref="TimeoutException"/> where the hub cannot be reached.
/// Writes carry an idempotency key and are repeated where an answer was lost; each happens once.
/// </remarks>
public sealed partial class HubApi
{
    private readonly HubRequests _requests;

    /// <summary>Speaks to a workspace.</summary>
    /// <param name="http">Sends the requests; from <see cref="HubHttp.Create"/>.</param>
    /// <param name="workspace">The workspace's id.</param>
    public HubApi(HttpClient http, string workspace = "default")
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentException.ThrowIfNullOrEmpty(workspace);
        Workspace = workspace;
        _requests = new HubRequests(http, HubRequests.RootOf(workspace));
    }

    /// <summary>The workspace's id.</summary>
    public string Workspace { get; }

    /// <summary>Everything, and where it stands.</summary>
    public async Task<StateAt<FleetState>> GetStateAsync(CancellationToken cancellationToken = default) =>
        ReadState(await _requests.GetAsync("/state", cancellationToken));

    /// <summary>Everything as it was.</summary>
    /// <param name="at">A cursor, Unix milliseconds or an ISO 8601 time.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public async Task<StateMoment> GetStateAsync(string at, CancellationToken cancellationToken = default)
    {
        var answer = await _requests.GetAsync("/state", cancellationToken, ("at", at));
        var (cursor, state) = ReadState(answer);
        return new StateMoment(cursor, answer.Milliseconds("time"), state);
    }

    /// <summary>The newest activity, newest first.</summary>
    /// <param name="limit">The most items, 1 to 50.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public async Task<HubPage<ActivityItem>> GetActivityAsync(int limit = FleetState.MaxActivity, CancellationToken cancellationToken = default) =>
        (await _requests.GetAsync("/activity", cancellationToken, ("limit", limit))).Page<ActivityItem>(FleetJson.ReadActivity, hasTotal: false);

    /// <summary>Tells what happened.</summary>
    public async Task<HubAnswer<ActivityItem>> AddActivityAsync(
        string message, string? agent = null, string? type = null, WriteOptions? options = null, CancellationToken cancellationToken = default) =>
        (await WriteAsync(HttpMethod.Post, "/activity", options, cancellationToken, json =>
        {
            json.WriteString("message"u8, message);
            if (agent is not null) json.WriteString("agent"u8, agent);
            if (type is not null) json.WriteString("type"u8, type);
        })).Changed<ActivityItem>(FleetJson.ReadActivity);

    /// <summary>How far the whole is; a state of null while nothing is known.</summary>
    public async Task<StateAt<ProjectProgress?>> GetProgressAsync(CancellationToken cancellationToken = default)
    {
        var answer = await _requests.GetAsync("/progress", cancellationToken);
        var progress = FleetJson.ReadProgress(answer.Json, out var problem);
        return problem is null ? new(answer.Cursor, progress) : throw answer.Broken(problem.Pointer ?? "", problem.Detail);
    }

    /// <summary>Who waits for whom.</summary>
    public async Task<StateAt<WorkGraph>> GetGraphAsync(CancellationToken cancellationToken = default) =>
        (await _requests.GetAsync("/graph", cancellationToken)).One<WorkGraph>(FleetJson.ReadWorkGraph);

    /// <summary>The conflicts that exist or may happen.</summary>
    public async Task<HubPage<Prediction>> GetPredictionsAsync(CancellationToken cancellationToken = default) =>
        (await _requests.GetAsync("/conflicts", cancellationToken)).Page<Prediction>(FleetJson.ReadPrediction, hasTotal: false);

    /// <summary>Sends a request that the hub suggested, as it stands: its method, path and body.</summary>
    /// <returns>Where the log stands after it.</returns>
    public async Task<StreamCursor> ApplyAsync(SuggestedAction action, WriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        if (!action.Path.StartsWith('/')) throw new ArgumentException($"The path of the suggested action is '{action.Path}'; expected one below the workspace, such as /tasks/17/unblock.", nameof(action));
        Action<Utf8JsonWriter>? body = action.Body is { } json ? writer => json.WriteTo(writer) : null;
        return (await _requests.WriteAsync(HttpMethod.Parse(action.Method), action.Path, body, options?.Version, options?.Key, cancellationToken)).Cursor;
    }

    /// <summary>Where the log stands.</summary>
    internal async Task<StreamCursor> GetHeadAsync(CancellationToken cancellationToken) => (await _requests.GetAsync("", cancellationToken)).Cursor;

    internal static StateAt<FleetState> ReadState(StreamCursor cursor, JsonElement state) => FleetJson.TryReadState(state, out var read)
        ? new StateAt<FleetState>(cursor, read)
        : throw new HubContractException("The state of the fleet is not of the contract.");

    private static StateAt<FleetState> ReadState(Answers answer) => ReadState(answer.Cursor, answer.Member("state"));

    private Task<Answers> WriteAsync(
        HttpMethod method, string path, WriteOptions? options, CancellationToken cancellationToken, Action<Utf8JsonWriter>? members = null) =>
        _requests.WriteAsync(method, path, members is null ? null : json =>
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }, options?.Version, options?.Key, cancellationToken);
}
