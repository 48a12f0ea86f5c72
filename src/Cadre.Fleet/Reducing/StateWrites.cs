using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Cadre.Fleet;

/// <summary>The ways in which a transition writes into a state; here derived parts are kept in step.</summary>
internal static class StateWrites
{
    public static FleetState With(this FleetState state, Agent agent) => state with { Agents = state.Agents.SetItem(agent.Id, agent) };

    public static FleetState With(this FleetState state, FleetTask? before, FleetTask after) => state with
    {
        Tasks = state.Tasks.SetItem(after.Id, after),
        TaskIndex = state.TaskIndex.Changed(before, after),
    };

    /// <summary>The state with these entities as they are, versions included, in place of its own.</summary>
    public static FleetState Holding(
        this FleetState state, ImmutableArray<Agent> agents, ImmutableArray<FleetTask> tasks, ImmutableArray<Claim> claims)
    {
        var tasksById = EntityMap<TaskId, FleetTask>.Of(tasks, task => task.Id);
        return state with
        {
            Agents = EntityMap<AgentId, Agent>.Of(agents, agent => agent.Id),
            Tasks = tasksById,
            TaskIndex = TaskIndex.Of(tasksById),
            Claims = EntityMap<ClaimId, Claim>.Of(claims, claim => claim.Id),
        };
    }

    public static FleetState WithActivity(this FleetState state, ActivityItem item)
    {
        var kept = Math.Min(state.Activity.Length, FleetState.MaxActivity - 1);
        var items = new ActivityItem[kept + 1];
        items[0] = item;
        state.Activity.AsSpan(0, kept).CopyTo(items.AsSpan(1));
        return state with { Activity = ImmutableCollectionsMarshal.AsImmutableArray(items) };
    }

    public static FleetState WithActivity(this FleetState state, long timestamp, string type, string agent, string message) =>
        state.WithActivity(new() { Timestamp = Stamps.ToIso(timestamp), Type = type, Agent = agent, Message = message });
}
