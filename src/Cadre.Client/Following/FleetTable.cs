using Cadre.Fleet;
using Cadre.Live;

namespace Cadre.Client;

/// <summary>What each type of event of the hub does to the cache.</summary>
/// <remarks>
/// Every event moves the state on, by the same reducer as in the hub; <see cref="FleetProjection"/> then brings what changed to the queries of
/// single agents and tasks and to the lists. What only the hub can tell is asked for again.
/// </remarks>
internal static class FleetTable
{
    private static readonly string[] Work =
    [
        EventTypes.AgentCreated, EventTypes.AgentsLoaded, EventTypes.AgentUpdated, EventTypes.AgentRetired, EventTypes.TaskCreated, EventTypes.TaskUpdated,
        EventTypes.TaskAssigned, EventTypes.TaskStatusChanged, EventTypes.TaskBlocked, EventTypes.TaskUnblocked, EventTypes.FleetResynced,
    ];

    private static readonly string[] Claims = [EventTypes.ClaimAcquired, EventTypes.ClaimRenewed];

    /// <param name="queries">What is kept in step.</param>
    /// <param name="api">Where snapshots come from.</param>
    /// <param name="known">The state in the cache.</param>
    public static BridgeTable Create(FleetQueries queries, HubApi api, Func<StateAt<FleetState>?> known)
    {
        var table = new BridgeTable()
            .Reduce(queries.State, Step, EventTypes.All)
            .Reduce(queries.RecentEvents, LogSteps.Recent)
            .Reduce(queries.Range, LogSteps.Range)
            .Snapshot((reset, cancellationToken) => SnapshotAsync(api, known, reset, cancellationToken), on => on.Set(queries.State, static at => at))
            .Ignore(EventTypes.ActivityAdded)
            .On(EventTypes.ProgressUpdated, LogSteps.Read, on => on.Patch(queries.ProgressHistory, LogSteps.Progress))
            .On(EventTypes.ClaimReleased, LogSteps.Read, on => on.Patch(queries.Claims, LogSteps.Released).Invalidate(FleetKeys.Claims));
        foreach (var type in Work) table.On(type, static on => on.Invalidate(FleetKeys.Predictions).Invalidate(FleetKeys.Graph));
        foreach (var type in Claims) table.On(type, static on => on.Invalidate(FleetKeys.Claims));
        return table;
    }

    private static FleetState Step(FleetState state, LiveEvent e) => FleetReducer.Apply(state, LogSteps.FactOf(e));

    // A snapshot may have been long on its way: what was fetched meanwhile is not taken back, unless the hub itself was set back.
    private static async Task<StateAt<FleetState>> SnapshotAsync(HubApi api, Func<StateAt<FleetState>?> known, LiveReset reset, CancellationToken cancellationToken)
    {
        var snapshot = reset is { Cursor: { } cursor, State: { } state } ? HubApi.ReadState(cursor, state) : await api.GetStateAsync(cancellationToken);
        return reset.Reason != LiveResetReasons.Ahead && known() is { } newer && newer.Cursor != snapshot.Cursor && snapshot.Cursor.IsReachedBy(newer.Cursor) ? newer : snapshot;
    }
}
