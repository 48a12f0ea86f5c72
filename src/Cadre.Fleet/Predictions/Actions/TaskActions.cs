using System.Collections.Immutable;
using System.Text.Json;

namespace Cadre.Fleet;

/// <summary>Requests about tasks; each is one that the API accepts as it stands.</summary>
internal static class TaskActions
{
    private static readonly JsonElement Nothing = JsonElement.Parse("{}"u8);
    private static readonly JsonElement Pending = JsonElement.Parse("""{"status":"pending"}"""u8);

    public static SuggestedAction Assign(TaskId task, AgentId agent) =>
        Post("assign", $"Give #{task} to {agent}", task, "assign", Body.Of(json => json.WriteString("agentId"u8, agent.Value))) with { AgentId = agent };

    public static SuggestedAction Unblock(TaskId task) => Post("unblock-task", $"Let #{task} begin", task, "unblock", Nothing);

    /// <summary>Lets a task wait no longer for one of its blockers, or not at all when nothing else holds it up.</summary>
    public static SuggestedAction StopWaiting(FleetTask task, TaskId blocker, FleetState state)
    {
        ImmutableArray<TaskId> rest = [.. task.BlockedBy.Where(other => other != blocker && other != task.Id && state.IsOpen(other)).Distinct()];
        return rest.IsEmpty
            ? Unblock(task.Id)
            : Post("drop-blocker", $"Let #{task.Id} go on without #{blocker}", task.Id, "block", Body.Of(json => json.WriteTaskIds("blockedBy"u8, rest)));
    }

    public static SuggestedAction Requeue(FleetTask task) =>
        new("requeue", task.Status is FleetTaskStatus.Failed ? $"Try #{task.Id} again" : $"Put #{task.Id} back to pending", "PATCH", $"/tasks/{task.Id}")
        {
            TaskId = task.Id,
            Body = Pending,
        };

    private static SuggestedAction Post(string action, string label, TaskId task, string verb, JsonElement body) =>
        new(action, label, "POST", $"/tasks/{task}/{verb}") { TaskId = task, Body = body };
}
