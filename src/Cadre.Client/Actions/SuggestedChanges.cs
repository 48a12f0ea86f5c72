using Cadre.Fleet;

namespace Cadre.Client;

/// <summary>What a suggested request will change, read from the request itself; what cannot be read shows when the hub has answered.</summary>
internal static class SuggestedChanges
{
    public static Agent Of(Agent agent, SuggestedAction action)
    {
        if (action is { Method: "PATCH", Body: { } body } && action.Path == HubApi.PathOf(agent.Id))
            return FleetJson.ReadAgentPatch(body, out _)?.ApplyTo(agent) ?? agent;
        return action.TaskId is { } task && AssigneeOf(action, task) == agent.Id ? FleetChanges.Working(agent, task, null) : agent;
    }

    public static FleetTask Of(FleetTask task, SuggestedAction action)
    {
        var path = HubApi.PathOf(task.Id);
        if (!action.Path.StartsWith(path, StringComparison.Ordinal)) return task;
        return (action.Method, action.Path[path.Length..], action.Body) switch
        {
            ("PATCH", "", { } body) => FleetJson.ReadTaskPatch(body, out _) is { } patch ? FleetChanges.Patched(task, patch) : task,
            ("POST", "/assign", _) => AssigneeOf(action, task.Id) is { } agent ? FleetChanges.Taken(task, agent) : task,
            ("POST", "/unblock", _) => FleetChanges.Free(task),
            ("POST", "/block", { } body) => FleetJson.ReadTaskBlock(task.Id, body, out _) is { } block ? FleetChanges.Waiting(task, block.BlockedBy) : task,
            _ => task,
        };
    }

    /// <summary>Who leaves the fleet.</summary>
    public static AgentId? RetiredBy(SuggestedAction action) =>
        action is { Method: "DELETE", AgentId: { } agent } && action.Path == HubApi.PathOf(agent) ? agent : null;

    private static AgentId? AssigneeOf(SuggestedAction action, TaskId task) =>
        action is { Method: "POST", Body: { } body } && action.Path == $"{HubApi.PathOf(task)}/assign" ? FleetJson.ReadTaskAssignment(task, body, out _)?.AgentId : null;
}
