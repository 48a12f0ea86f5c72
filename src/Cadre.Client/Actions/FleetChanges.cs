using System.Collections.Immutable;
using Cadre.Fleet;
using Cadre.Live;
using Cadre.Query;

namespace Cadre.Client;

/// <summary>Optimistic changes of one agent or task, wherever it shows: by itself and in every list.</summary>
internal static class FleetChanges
{
    public static IReadOnlyList<Layer<TVariables>> OfAgent<TVariables>(FleetQueries queries, Func<TVariables, AgentId> id, Func<Agent, TVariables, Agent> change) =>
    [
        Layer.On((TVariables variables) => queries.Agent(id(variables)), (StateAt<Agent> at, TVariables variables) => at with { State = change(at.State, variables) }),
        Layer.OnMany(new QueryFilter { Key = FleetKeys.Agents }, (HubPage<Agent> page, TVariables variables) =>
            page with { Items = Changed(page.Items, agent => agent.Id == id(variables), agent => change(agent, variables)) }),
    ];

    public static IReadOnlyList<Layer<TVariables>> OfTask<TVariables>(FleetQueries queries, Func<TVariables, TaskId> id, Func<FleetTask, TVariables, FleetTask> change) =>
    [
        Layer.On((TVariables variables) => queries.Task(id(variables)), (StateAt<FleetTask> at, TVariables variables) => at with { State = change(at.State, variables) }),
        Layer.OnMany(new QueryFilter { Key = FleetKeys.Tasks }, (HubPage<FleetTask> page, TVariables variables) =>
            page with { Items = Changed(page.Items, task => task.Id == id(variables), task => change(task, variables)) }),
    ];

    /// <summary>Agents that are gone do not show in lists.</summary>
    public static Layer<TVariables> WithoutAgent<TVariables>(Func<TVariables, AgentId?> id) => Layer.OnMany(new QueryFilter { Key = FleetKeys.Agents }, (HubPage<Agent> page, TVariables variables) =>
        id(variables) is { } gone && page.Items.Any(agent => agent.Id == gone) ? page with { Items = page.Items.RemoveAll(agent => agent.Id == gone), Total = page.Total - 1 } : page);

    public static HubPage<Claim> Without(HubPage<Claim> claims, ClaimId id) =>
        claims.Items.Any(claim => claim.Id == id) ? claims with { Items = claims.Items.RemoveAll(claim => claim.Id == id), Total = claims.Total - 1 } : claims;

    public static FleetTask Taken(FleetTask task, AgentId agent) => task with { Status = FleetTaskStatus.InProgress, AgentId = agent, BlockedBy = [] };

    public static FleetTask Waiting(FleetTask task, ImmutableArray<TaskId> blockedBy) => task with { Status = FleetTaskStatus.Blocked, BlockedBy = blockedBy };

    public static FleetTask Free(FleetTask task) => task with { Status = FleetTaskStatus.Pending, BlockedBy = [] };

    public static Agent Working(Agent agent, TaskId task, string? title) =>
        agent with { Status = AgentStatus.Running, CurrentTask = new CurrentTask(task, title ?? $"Task #{task}"), Blocker = null };

    public static Agent Freed(Agent agent, TaskId task) =>
        agent.CurrentTask?.Id == task ? agent with { Status = AgentStatus.Idle, CurrentTask = null } : agent;

    public static FleetTask Patched(FleetTask task, TaskPatch patch) => task with
    {
        Title = patch.Title.Or(task.Title),
        Status = patch.Status.Or(task.Status),
        Progress = patch.Progress.Or(task.Progress),
    };

    private static ImmutableArray<T> Changed<T>(ImmutableArray<T> items, Func<T, bool> isMeant, Func<T, T> change) =>
        items.Any(isMeant) ? [.. items.Select(item => isMeant(item) ? change(item) : item)] : items;
}
