using System.Text.Json;
using System.Text.Json.Nodes;
using Cadre.Fleet;
using Cadre.Live;
using Cadre.Query;

namespace Cadre.Client;

/// <summary>What people and agents do about the fleet, as mutations: what they change shows at once, and goes back, with the reason, if the hub refuses.</summary>
/// <remarks>
/// The change stays on the screen until the hub's own event is in the cache, so that nothing flickers. Where no stream brings it, the queries
/// concerned are fetched again.
/// </remarks>
/// <param name="api">Where requests go.</param>
/// <param name="queries">What changes.</param>
/// <param name="applied">Waits until the cache has a cursor; false: it will not have it soon. Null: nothing follows the hub.</param>
public sealed class FleetActions(HubApi api, FleetQueries queries, Func<StreamCursor, CancellationToken, Task<bool>>? applied = null)
{
    private static readonly AgentPatch Settled = new() { Status = AgentStatus.Resolved, RiskScore = 0, BlockedTasks = new([]), DelayedOutputs = new([]), Blocker = new(null) };

    /// <summary>Declares an agent's troubles over: resolved, no risk, nothing held up.</summary>
    public MutationDefinition<AgentId, HubAnswer<Agent>> AutoResolve => Of<AgentId, HubAnswer<Agent>>(
        "auto-resolve", (id, options, cancellationToken) => api.UpdateAgentAsync(id, Settled, options, cancellationToken), static answer => answer.Cursor) with
    {
        Optimistic = FleetChanges.OfAgent<AgentId>(queries, static id => id, static (agent, _) => Settled.ApplyTo(agent)),
    };

    /// <summary>Takes a task from one agent and gives it to another.</summary>
    public MutationDefinition<Reallocation, HubAnswer<FleetTask>> Reallocate => Of<Reallocation, HubAnswer<FleetTask>>(
        "reallocate", (move, options, cancellationToken) => api.AssignTaskAsync(move.Task, move.To, options, cancellationToken), static answer => answer.Cursor) with
    {
        Optimistic =
        [
            .. FleetChanges.OfTask<Reallocation>(queries, static move => move.Task, static (task, move) => FleetChanges.Taken(task, move.To)),
            .. FleetChanges.OfAgent<Reallocation>(queries, static move => move.To, static (agent, move) => FleetChanges.Working(agent, move.Task, move.Title)),
            .. FleetChanges.OfAgent<Reallocation>(queries, static move => move.From, static (agent, move) => FleetChanges.Freed(agent, move.Task)),
        ],
    };

    /// <summary>Gives a task to an agent.</summary>
    public MutationDefinition<Assignment, HubAnswer<FleetTask>> Assign => Of<Assignment, HubAnswer<FleetTask>>(
        "assign", (give, options, cancellationToken) => api.AssignTaskAsync(give.Task, give.Agent, options, cancellationToken), static answer => answer.Cursor) with
    {
        Optimistic =
        [
            .. FleetChanges.OfTask<Assignment>(queries, static give => give.Task, static (task, give) => FleetChanges.Taken(task, give.Agent)),
            .. FleetChanges.OfAgent<Assignment>(queries, static give => give.Agent, static (agent, give) => FleetChanges.Working(agent, give.Task, give.Title)),
        ],
    };

    /// <summary>Declares a task done: its agent and the tasks that waited for it alone become free.</summary>
    public MutationDefinition<TaskId, HubAnswer<FleetTask>> Complete => Of<TaskId, HubAnswer<FleetTask>>(
        "complete",
        (id, options, cancellationToken) => api.UpdateTaskAsync(id, new TaskPatch { Status = FleetTaskStatus.Completed }, options, cancellationToken),
        static answer => answer.Cursor) with
    {
        Optimistic = FleetChanges.OfTask<TaskId>(queries, static id => id, static (task, _) => task with { Status = FleetTaskStatus.Completed, BlockedBy = [] }),
    };

    /// <summary>Lets a task wait for others.</summary>
    public MutationDefinition<Blocking, HubAnswer<FleetTask>> Block => Of<Blocking, HubAnswer<FleetTask>>(
        "block", (block, options, cancellationToken) => api.BlockTaskAsync(block.Task, block.BlockedBy, options, cancellationToken), static answer => answer.Cursor) with
    {
        Optimistic = FleetChanges.OfTask<Blocking>(
            queries, static block => block.Task, static (task, block) => FleetChanges.Waiting(task, block.BlockedBy)),
    };

    /// <summary>Lets a task wait no longer.</summary>
    public MutationDefinition<TaskId, HubAnswer<FleetTask>> Unblock => Of<TaskId, HubAnswer<FleetTask>>(
        "unblock", (id, options, cancellationToken) => api.UnblockTaskAsync(id, options, cancellationToken), static answer => answer.Cursor) with
    {
        Optimistic = FleetChanges.OfTask<TaskId>(queries, static id => id, static (task, _) => FleetChanges.Free(task)),
    };

    /// <summary>Retires an agent: its current task becomes free, its claims end. It leaves the lists at once.</summary>
    public MutationDefinition<AgentId, StreamCursor> Retire => Of<AgentId, StreamCursor>(
        "retire", (id, options, cancellationToken) => api.RetireAgentAsync(id, options, cancellationToken), static cursor => cursor) with
    {
        Optimistic = [FleetChanges.WithoutAgent<AgentId>(static id => id)],
    };

    /// <summary>Changes members of an agent; with a version only if nobody else changed it meanwhile.</summary>
    public MutationDefinition<AgentEdit, HubAnswer<Agent>> Edit => Of<AgentEdit, HubAnswer<Agent>>(
        "edit",
        (edit, options, cancellationToken) => api.UpdateAgentAsync(edit.Id, edit.Patch, options with { Version = edit.Version }, cancellationToken),
        static answer => answer.Cursor) with
    {
        Optimistic = FleetChanges.OfAgent<AgentEdit>(queries, static edit => edit.Id, static (agent, edit) => edit.Patch.ApplyTo(agent)),
    };

    /// <summary>Tells an agent an answer, as activity of the type <see cref="ActivityTypes.Answer"/> in its name, and changes it: both or neither.</summary>
    public MutationDefinition<AgentAnswer, HubBatch> Answer => Of<AgentAnswer, HubBatch>(
        "answer", (answer, options, cancellationToken) => api.SendEventsAsync([Told(answer), new AgentUpdated(answer.Id, answer.Patch, 0)], atomic: true, options.Key, cancellationToken), static batch => batch.Cursor) with
    {
        Optimistic = FleetChanges.OfAgent<AgentAnswer>(queries, static answer => answer.Id, static (agent, answer) => answer.Patch.ApplyTo(agent)),
    };

    /// <summary>Changes title, status or progress of a task; with a version only if nobody else changed it meanwhile.</summary>
    public MutationDefinition<TaskEdit, HubAnswer<FleetTask>> EditTask => Of<TaskEdit, HubAnswer<FleetTask>>(
        "edit-task",
        (edit, options, cancellationToken) => api.UpdateTaskAsync(edit.Id, edit.Patch, options with { Version = edit.Version }, cancellationToken),
        static answer => answer.Cursor) with
    {
        Optimistic = FleetChanges.OfTask<TaskEdit>(queries, static edit => edit.Id, static (task, edit) => FleetChanges.Patched(task, edit.Patch)),
    };

    /// <summary>Gives a claim back. It leaves the list at once.</summary>
    public MutationDefinition<ClaimId, StreamCursor> Release => Of<ClaimId, StreamCursor>(
        "release", (id, options, cancellationToken) => api.ReleaseClaimAsync(id, options, cancellationToken), static cursor => cursor) with
    {
        Optimistic = [Layer.On<ClaimId, HubPage<Claim>>(queries.Claims, FleetChanges.Without)],
    };

    /// <summary>Sends what the hub itself suggests about a prediction, exactly as it stands. What the request says shows at once.</summary>
    public MutationDefinition<SuggestedAction, StreamCursor> Apply => Of<SuggestedAction, StreamCursor>("apply", api.ApplyAsync, static cursor => cursor) with
    {
        Optimistic =
        [
            .. FleetChanges.OfAgent<SuggestedAction>(queries, static action => action.AgentId ?? default, SuggestedChanges.Of),
            .. FleetChanges.OfTask<SuggestedAction>(queries, static action => action.TaskId ?? default, SuggestedChanges.Of),
            FleetChanges.WithoutAgent<SuggestedAction>(SuggestedChanges.RetiredBy),
        ],
    };

    private static ActivityAdded Told(AgentAnswer answer) => new(new()
    {
        Timestamp = "",
        Type = ActivityTypes.Answer,
        Agent = answer.Id.Value,
        Message = $"Answer for {answer.Id}: {answer.Text}",
        Detail = JsonElement.Parse(new JsonObject { ["answer"] = answer.Text }.ToJsonString()),
    });

    private MutationDefinition<TVariables, TData> Of<TVariables, TData>(
        string name, Func<TVariables, WriteOptions, CancellationToken, Task<TData>> send, Func<TData, StreamCursor> cursor) =>
        new(async (variables, context) => await send(variables, new WriteOptions(), context.CancellationToken))
        {
            Key = ["fleet", name],
            OnSuccess = async (answer, _, _, context) => await FollowAsync(context, cursor(answer)),
        };

    private async ValueTask FollowAsync(MutationContext context, StreamCursor cursor)
    {
        if (applied is not null && await applied(cursor, context.CancellationToken)) return;
        await Task.WhenAll(FleetKeys.Everything.Select(key => context.Client.InvalidateAsync(new QueryFilter { Key = key })));
    }
}
