using System.Text.Json;
using Cadre.Fleet;
using Cadre.Live;

namespace Cadre.Client;

public sealed partial class HubApi
{
    /// <summary>Tasks, in the order in which they were created.</summary>
    public async Task<HubPage<FleetTask>> GetTasksAsync(TaskFilter? filter = null, CancellationToken cancellationToken = default) =>
        (await _requests.GetAsync("/tasks", cancellationToken, (filter ?? TaskFilter.All).Parameters)).Page<FleetTask>(FleetJson.ReadTask);

    /// <summary>One task.</summary>
    public async Task<StateAt<FleetTask>> GetTaskAsync(TaskId id, CancellationToken cancellationToken = default) =>
        (await _requests.GetAsync(PathOf(id), cancellationToken)).One<FleetTask>(FleetJson.ReadTask);

    /// <summary>Creates a task.</summary>
    /// <param name="title">What is to be done.</param>
    /// <param name="id">Its number; null: the next free one.</param>
    /// <param name="blockedBy">The tasks it waits for.</param>
    /// <param name="options">What the write may depend on.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public async Task<HubAnswer<FleetTask>> CreateTaskAsync(
        string title, TaskId? id = null, IEnumerable<TaskId>? blockedBy = null, WriteOptions? options = null, CancellationToken cancellationToken = default) =>
        (await WriteAsync(HttpMethod.Post, "/tasks", options, cancellationToken, json =>
        {
            if (id is { } number) json.WriteNumber("id"u8, number.Value);
            json.WriteString("title"u8, title);
            if (blockedBy is not null) WriteBlockedBy(json, blockedBy);
        })).Changed<FleetTask>(FleetJson.ReadTask);

    /// <summary>Changes title, status or progress of a task. Completing it frees its agent and the tasks that waited for it alone.</summary>
    public Task<HubAnswer<FleetTask>> UpdateTaskAsync(TaskId id, TaskPatch changes, WriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(changes);
        return ChangeTaskAsync(HttpMethod.Patch, PathOf(id), options, Write, cancellationToken);

        void Write(Utf8JsonWriter json)
        {
            if (changes.Title.HasValue) json.WriteString("title"u8, changes.Title.Value);
            if (changes.Status.HasValue) json.WriteString("status"u8, changes.Status.Value.ToWireName());
            if (changes.Progress is { HasValue: true, Value: { } progress }) json.WriteNumber("progress"u8, progress);
            else if (changes.Progress.HasValue) json.WriteNull("progress"u8);
        }
    }

    /// <summary>Gives a task to an agent: the task is in progress then, and the agent runs.</summary>
    public Task<HubAnswer<FleetTask>> AssignTaskAsync(TaskId id, AgentId agent, WriteOptions? options = null, CancellationToken cancellationToken = default) =>
        ChangeTaskAsync(HttpMethod.Post, $"{PathOf(id)}/assign", options, json => json.WriteString("agentId"u8, agent.Value), cancellationToken);

    /// <summary>Lets a task wait for others, in place of those it waited for.</summary>
    public Task<HubAnswer<FleetTask>> BlockTaskAsync(
        TaskId id, IEnumerable<TaskId> blockedBy, WriteOptions? options = null, CancellationToken cancellationToken = default) =>
        ChangeTaskAsync(HttpMethod.Post, $"{PathOf(id)}/block", options, json => WriteBlockedBy(json, blockedBy), cancellationToken);

    /// <summary>Lets a task wait no longer.</summary>
    public Task<HubAnswer<FleetTask>> UnblockTaskAsync(TaskId id, WriteOptions? options = null, CancellationToken cancellationToken = default) =>
        ChangeTaskAsync(HttpMethod.Post, $"{PathOf(id)}/unblock", options, static _ => { }, cancellationToken);

    internal static string PathOf(TaskId id) => $"/tasks/{id}";

    private static void WriteBlockedBy(Utf8JsonWriter json, IEnumerable<TaskId> tasks)
    {
        json.WriteStartArray("blockedBy"u8);
        foreach (var task in tasks) json.WriteNumberValue(task.Value);
        json.WriteEndArray();
    }

    private async Task<HubAnswer<FleetTask>> ChangeTaskAsync(
        HttpMethod method, string path, WriteOptions? options, Action<Utf8JsonWriter> members, CancellationToken cancellationToken) =>
        (await WriteAsync(method, path, options, cancellationToken, members)).Changed<FleetTask>(FleetJson.ReadTask);
}
