using Cadre.Fleet;
using Cadre.Live;
using Cadre.Query;

namespace Cadre.Client;

/// <summary>All queries about the fleet of one workspace. Each is the typed handle for reading, writing and observing it.</summary>
/// <remarks>
/// Data carries the cursor at which it stands, which is its version: what is older never replaces what is newer, also when an agent is made anew
/// and its own version begins at 1 again. What a <see cref="FleetStore"/> keeps in step never grows stale by itself.
/// </remarks>
/// <param name="api">Where answers come from.</param>
/// <param name="known">The state that is followed, if one is: queries of its parts begin with it and ask for nothing.</param>
public sealed partial class FleetQueries(HubApi api, Func<StateAt<FleetState>?>? known = null) : IFleetQueries
{
    private const string FilterName = "filter";

    private static readonly Retry ByReason = Retry.When(static (failures, error) =>
        failures < 2 && error is not HubContractException && error is not HubException { IsPassing: false });

    /// <summary>The whole state, as the hub's facts make it; optimistic changes are not in it. It is never collected.</summary>
    public QueryDefinition<StateAt<FleetState>> State { get; } =
        new(FleetKeys.State, context => api.GetStateAsync(context.CancellationToken))
        {
            Version = static at => at.Cursor.Sequence,
            StaleTime = StaleTime.Infinite,
            GcTime = Timeout.InfiniteTimeSpan,
            StructuralSharing = false,
            Retry = ByReason,
        };

    /// <inheritdoc/>
    public QueryDefinition<HubPage<ActivityItem>> Activity { get; } = Followed(
        FleetKeys.Activity, context => api.GetActivityAsync(cancellationToken: context.CancellationToken), static page => page.Cursor) with { InitialData = Known(known, FleetParts.Activity) };

    /// <inheritdoc/>
    public QueryDefinition<StateAt<ProjectProgress?>> Progress { get; } = Followed(
        FleetKeys.Progress, context => api.GetProgressAsync(context.CancellationToken), static at => at.Cursor) with { InitialData = Known(known, FleetParts.Progress) };

    /// <summary>What is held. A claim may run out without an event, so the list is stale after 30 s.</summary>
    public QueryDefinition<HubPage<Claim>> Claims { get; } = Followed(
        FleetKeys.Claims, context => api.GetClaimsAsync(context.CancellationToken), static page => page.Cursor) with { StaleTime = TimeSpan.FromSeconds(30) };

    /// <inheritdoc/>
    public QueryDefinition<StateAt<WorkGraph>> Graph { get; } = Followed(
        FleetKeys.Graph, context => api.GetGraphAsync(context.CancellationToken), static at => at.Cursor);

    /// <summary>Conflicts that exist or may happen. Silence is a sign too, so they are stale after 10 s.</summary>
    public QueryDefinition<HubPage<Prediction>> Predictions { get; } = Followed(
        FleetKeys.Predictions, context => api.GetPredictionsAsync(context.CancellationToken), static page => page.Cursor) with { StaleTime = TimeSpan.FromSeconds(10) };

    /// <inheritdoc/>
    public QueryDefinition<StateAt<Agent>> Agent(AgentId id) => Followed(
        FleetKeys.Agent(id), context => api.GetAgentAsync(id, context.CancellationToken), static at => at.Cursor) with { InitialData = Known(known, at => FleetParts.Agent(at, id)) };

    /// <inheritdoc/>
    public QueryDefinition<StateAt<FleetTask>> Task(TaskId id) => Followed(
        FleetKeys.Task(id), context => api.GetTaskAsync(id, context.CancellationToken), static at => at.Cursor) with { InitialData = Known(known, at => FleetParts.Task(at, id)) };

    /// <inheritdoc/>
    public QueryDefinition<HubPage<Agent>> Agents(AgentFilter? filter = null)
    {
        var which = filter ?? AgentFilter.All;
        return Followed(FleetKeys.AgentList(which), context => api.GetAgentsAsync(which, context.CancellationToken), static page => page.Cursor) with
        {
            InitialData = Known(known, at => FleetParts.Agents(at, which)),
            Meta = Remember(which),
        };
    }

    /// <inheritdoc/>
    public QueryDefinition<HubPage<FleetTask>> Tasks(TaskFilter? filter = null)
    {
        var which = filter ?? TaskFilter.All;
        return Followed(FleetKeys.TaskList(which), context => api.GetTasksAsync(which, context.CancellationToken), static page => page.Cursor) with
        {
            InitialData = Known(known, at => FleetParts.Tasks(at, which)),
            Meta = Remember(which),
        };
    }

    /// <summary>The state as it was. The past does not change: it is asked for once.</summary>
    /// <param name="at">A cursor, Unix milliseconds or an ISO 8601 time.</param>
    public QueryDefinition<StateMoment> Past(string at) =>
        new(FleetKeys.Past(at), context => api.GetStateAsync(at, context.CancellationToken)) { StaleTime = StaleTime.Static, StructuralSharing = false, Retry = ByReason };

    /// <summary>The fleet as it was. All of its queries share one fetch of <see cref="Past"/>; nothing changes them.</summary>
    /// <param name="at">A cursor, Unix milliseconds or an ISO 8601 time.</param>
    public IFleetQueries At(string at) => new PastQueries(Past(at));

    /// <summary>The filter of a cached list.</summary>
    internal static T? FilterOf<T>(CachedQuery query) where T : class => query.Meta?.GetValueOrDefault(FilterName) as T;

    private static QueryDefinition<T> Followed<T>(QueryKey key, QueryFunction<T> fetch, Func<T, StreamCursor> cursor) =>
        Kept<T>.Options with { Key = key, Fetch = fetch, Version = data => cursor(data).Sequence };

    // Read in the turn that makes the query: whatever the state becomes afterwards, the projection finds the query and brings it.
    private static InitialData<T>? Known<T>(Func<StateAt<FleetState>?>? known, Func<StateAt<FleetState>, T?> part) where T : class =>
        known is null ? default(InitialData<T>?) : InitialData.From(() => known() is { } at && part(at) is { } data ? Optional.Of(data) : default);

    private static Dictionary<string, object?> Remember(object filter) => new() { [FilterName] = filter };

    // A page makes thousands of definitions: they share what they all say.
    private static class Kept<T>
    {
        public static readonly QueryDefinition<T> Options = new(QueryKey.Empty) { StaleTime = StaleTime.Infinite, GcTime = TimeSpan.FromMinutes(10), Retry = ByReason };
    }
}
