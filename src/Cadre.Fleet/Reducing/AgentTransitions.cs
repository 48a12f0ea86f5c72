using System.Collections.Immutable;

namespace Cadre.Fleet;

internal static class AgentTransitions
{
    public static FleetState Create(FleetState state, Agent agent)
    {
        if (!Stamps.IsUsable(agent.Timestamp)) return state;
        var known = state.Agents.Find(agent.Id);
        return known?.Timestamp > agent.Timestamp ? state : state.With(agent with { Version = (known?.Version ?? 0) + 1 });
    }

    public static FleetState Load(FleetState state, ImmutableArray<Agent> agents)
    {
        if (agents.IsEmpty && state.Agents.Count == 0) return state;
        var loaded = agents.Select(agent => agent with { Version = (state.Agents.Find(agent.Id)?.Version ?? 0) + 1 });
        return state with { Agents = EntityMap<AgentId, Agent>.Of(loaded, agent => agent.Id) };
    }

    public static FleetState Update(FleetState state, AgentUpdated update) =>
        Stamps.IsUsable(update.Timestamp)
        && state.Agents.TryGetValue(update.AgentId, out var agent)
        && agent.Timestamp <= update.Timestamp
            ? state.With(update.Changes.ApplyTo(agent, update.Timestamp, agent.Version + 1))
            : state;

    public static FleetState Retire(FleetState state, AgentRetired retired)
    {
        if (!Stamps.IsUsable(retired.Timestamp) || !state.Agents.TryGetValue(retired.AgentId, out var agent)) return state;
        var after = state with { Agents = state.Agents.Remove(agent.Id), Claims = ClaimTransitions.WithoutClaimsOf(state.Claims, agent.Id) };
        if (TaskLeftBehind(state, agent) is { } task)
            after = after.With(task, task with { Status = FleetTaskStatus.Pending, AgentId = null, Timestamp = retired.Timestamp, Version = task.Version + 1 });
        return after.WithActivity(retired.Timestamp, ActivityTypes.AgentRetired, agent.Id.Value, $"Agent {agent.Id} retired");
    }

    /// <summary>The unfinished task that becomes free when the agent leaves; a task that another agent took over is not the leaver's to free.</summary>
    public static FleetTask? TaskLeftBehind(FleetState state, Agent agent) =>
        agent.CurrentTask is { } current
        && state.Tasks.TryGetValue(current.Id, out var task)
        && task.Status is not FleetTaskStatus.Completed
        && (task.AgentId ?? agent.Id) == agent.Id
            ? task
            : null;
}
