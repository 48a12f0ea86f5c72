using Cadre.Fleet;
using Cadre.Live;
using Cadre.Query;

namespace Cadre.Client;

/// <summary>Brings what changed in the state to the queries that show parts of it, so that none of them is asked for again.</summary>
internal sealed class FleetProjection(QueryClient client, FleetQueries queries)
{
    private readonly Lock _gate = new();
    private StateAt<FleetState>? _shown;

    /// <summary>Brings the queries up to the state in the cache. Call it within a batch; any thread may.</summary>
    public void Project()
    {
        List<QueryKey> gone = [];
        lock (_gate) Project(gone);
        // Fetches begin with code of others, such as the source of tokens: not under the lock.
        foreach (var key in gone) _ = client.InvalidateAsync(new QueryFilter { Key = key, Exact = true });
    }

    private void Project(List<QueryKey> gone)
    {
        if (client.GetData(queries.State) is not { } now || ReferenceEquals(now, _shown)) return;
        // Not at or behind what was shown: the past is another one, and everything is new.
        var before = _shown is { } shown && shown.Cursor.IsReachedBy(now.Cursor) ? shown.State : null;
        var anew = _shown is not null && before is null;
        _shown = now;
        Agents(before, now, anew, gone);
        Tasks(before, now, anew, gone);
        if (before is null || before.Activity != now.State.Activity) Bring(queries.Activity, FleetParts.Activity(now), anew);
        if (before is null || before.Progress != now.State.Progress) Bring(queries.Progress, FleetParts.Progress(now), anew);
    }

    private void Agents(FleetState? before, StateAt<FleetState> now, bool anew, List<QueryKey> gone)
    {
        if (before is not null && ReferenceEquals(before.Agents, now.State.Agents)) return;
        foreach (var agent in now.State.Agents)
            if (!ReferenceEquals(before?.Agents.Find(agent.Id), agent)) Bring(queries.Agent(agent.Id), new StateAt<Agent>(now.Cursor, agent), anew);
        Drop<StateAt<Agent>>(FleetKeys.EveryAgent, at => now.State.Agents.ContainsKey(at.State.Id), gone);
        foreach (var list in client.Queries.FindAll(FleetKeys.Agents))
        {
            if (FleetQueries.FilterOf<AgentFilter>(list) is { } filter)
                Bring(queries.Agents(filter), FleetParts.Agents(now, filter), anew);
        }
    }

    private void Tasks(FleetState? before, StateAt<FleetState> now, bool anew, List<QueryKey> gone)
    {
        if (before is not null && ReferenceEquals(before.Tasks, now.State.Tasks)) return;
        foreach (var cached in client.Queries.FindAll(FleetKeys.EveryTask))
        {
            if (cached is CachedQuery<StateAt<FleetTask>> && cached.Key is [_, long id] && now.State.Tasks.Find(new TaskId(id)) is { } task
                && !ReferenceEquals(before?.Tasks.Find(task.Id), task)) Bring(queries.Task(task.Id), new StateAt<FleetTask>(now.Cursor, task), anew);
        }
        Drop<StateAt<FleetTask>>(FleetKeys.EveryTask, at => now.State.Tasks.ContainsKey(at.State.Id), gone);
        foreach (var list in client.Queries.FindAll(FleetKeys.Tasks))
        {
            if (FleetQueries.FilterOf<TaskFilter>(list) is { } filter)
                Bring(queries.Tasks(filter), FleetParts.Tasks(now, filter), anew);
        }
    }

    private void Bring<T>(QueryDefinition<T> query, T data, bool anew) where T : class, IStateAt
    {
        // Versions of another past count for nothing, be it of another epoch, or of this one before the hub was set back.
        var isOfAnother = anew && client.GetState(query) is { HasData: true, Data: { } shown, DataUpdateCount: var updates } &&
            (updates == 0 || shown.Cursor.Epoch != data.Cursor.Epoch);
        if (isOfAnother) client.SetData(query, data);
        else client.Push(query, data);
    }

    /// <summary>Takes out what is gone; what is watched is asked for, so that its watchers hear from the hub that it is gone.</summary>
    private void Drop<T>(QueryKey below, Func<T, bool> isThere, List<QueryKey> gone)
    {
        foreach (var cached in client.Queries.FindAll(below))
        {
            if (cached is not CachedQuery<T> typed || typed.State is not { HasData: true, Data: { } data } || isThere(data)) continue;
            if (cached.ObserverCount == 0) client.Remove(new QueryFilter { Key = cached.Key, Exact = true });
            else if (!cached.State.IsInvalidated) gone.Add(cached.Key);
        }
    }
}
