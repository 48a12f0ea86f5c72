using System.Collections.Immutable;
using Cadre.Fleet;
using Cadre.Live;

namespace Cadre.Client;

/// <summary>What queries show of a state, as the hub would answer it.</summary>
internal static class FleetParts
{
    public static StateAt<Agent>? Agent(StateAt<FleetState> at, AgentId id) => at.State.Agents.Find(id) is { } agent ? new(at.Cursor, agent) : null;

    public static StateAt<FleetTask>? Task(StateAt<FleetState> at, TaskId id) => at.State.Tasks.Find(id) is { } task ? new(at.Cursor, task) : null;

    public static HubPage<Agent> Agents(StateAt<FleetState> at, AgentFilter filter) => Page(at.Cursor, at.State.Agents.Where(filter.Matches), filter.Offset, filter.Limit);

    public static HubPage<FleetTask> Tasks(StateAt<FleetState> at, TaskFilter filter) => Page(at.Cursor, at.State.Tasks.Where(filter.Matches), filter.Offset, filter.Limit);

    public static HubPage<ActivityItem> Activity(StateAt<FleetState> at) => new(at.Cursor, at.State.Activity, at.State.Activity.Length);

    public static StateAt<ProjectProgress?> Progress(StateAt<FleetState> at) => new(at.Cursor, at.State.Progress);

    /// <summary>A claim is over at its time, even before the log says so.</summary>
    public static HubPage<Claim> Claims(StateAt<FleetState> at, long now) => Page(at.Cursor, at.State.Claims.Where(claim => claim.ExpiresAt > now), 0, int.MaxValue);

    public static HubPage<Prediction> Predictions(StateAt<FleetState> at, long now) => Page(at.Cursor, ConflictPredictor.Predict(at.State, now), 0, int.MaxValue);

    private static HubPage<T> Page<T>(StreamCursor cursor, IEnumerable<T> matching, int offset, int limit)
    {
        ImmutableArray<T> all = [.. matching];
        return new HubPage<T>(cursor, offset == 0 && all.Length <= limit ? all : [.. all.Skip(offset).Take(limit)], all.Length);
    }
}
