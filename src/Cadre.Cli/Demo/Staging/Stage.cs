using System.Collections.Immutable;
using System.Text.Json;
using Cadre.Client;
using Cadre.Cli.Demo.Plans;
using Cadre.Fleet;

namespace Cadre.Cli.Demo.Staging;

/// <summary>Everything that scenes may see and do. What the hub refuses is no fault: somebody else was first, and the scene looks again.</summary>
internal sealed class Stage(HubApi hub, Director director, Random chance, CancellationToken cancellation)
{
    private readonly FleetMirror _mirror = new(hub);
    private readonly HashSet<AgentId> _cast = [];

    public Random Chance => chance;

    public TimeSpan Now => director.Now;

    /// <summary>Those who can join.</summary>
    public Bench Bench { get; } = new();

    /// <summary>The fleet as it is now, with what people did to it.</summary>
    public Task<FleetState> Look() => _mirror.ReadAsync(cancellation);

    /// <summary>Plays another scene beside this one.</summary>
    public void Start(IScene scene) => director.Start(scene.Play(this));

    /// <summary>Whether no scene has cast an agent, so that it does its daily work.</summary>
    public bool IsFree(AgentId agent) => !_cast.Contains(agent);

    public void Cast(AgentId agent) => _cast.Add(agent);

    public void Dismiss(AgentId agent) => _cast.Remove(agent);

    /// <summary>Tells something in the name of an agent.</summary>
    public Task<bool> Say(AgentId agent, string message, string type = ActivityTypes.ActivityUpdate, object? detail = null) => Say(agent.Value, message, type, detail);

    /// <summary>Tells something in nobody's name.</summary>
    public Task<bool> Announce(string message) => Say(ActivityTypes.System, message, ActivityTypes.ActivityUpdate, null);

    public Task<bool> Join(Member member, AgentPatch patch) => Did(() => hub.CreateAgentAsync(member.Id, patch, cancellationToken: cancellation));

    public Task<bool> Report(AgentId agent, AgentPatch changes) => Did(() => hub.UpdateAgentAsync(agent, changes, cancellationToken: cancellation));

    public Task<bool> Retire(AgentId agent) => Did(() => hub.RetireAgentAsync(agent, cancellationToken: cancellation));

    /// <summary>Creates a task.</summary>
    /// <returns>Its number, or null if it was refused.</returns>
    public async Task<TaskId?> Plan(string title, params IEnumerable<TaskId> blockedBy)
    {
        TaskId? id = null;
        await Did(async () => id = (await hub.CreateTaskAsync(title, blockedBy: blockedBy, cancellationToken: cancellation)).State.Id);
        return id;
    }

    public Task<bool> Assign(TaskId task, AgentId agent) => Did(() => hub.AssignTaskAsync(task, agent, cancellationToken: cancellation));

    public Task<bool> Progress(TaskId task, double percent) => Update(task, new() { Progress = percent });

    public Task<bool> Complete(TaskId task) => Update(task, new() { Status = FleetTaskStatus.Completed });

    /// <summary>Puts a task back, so that anybody may take it.</summary>
    public Task<bool> Requeue(TaskId task) => Update(task, new() { Status = FleetTaskStatus.Pending });

    /// <summary>Lets a task wait for these and for nothing else.</summary>
    public Task<bool> Wait(TaskId task, ImmutableArray<TaskId> blockers) => Did(() => blockers.IsEmpty
        ? hub.UnblockTaskAsync(task, cancellationToken: cancellation)
        : hub.BlockTaskAsync(task, blockers, cancellationToken: cancellation));

    /// <summary>Claims a resource.</summary>
    /// <returns>Why not; null if it was granted.</returns>
    public async Task<string?> Claim(AgentId agent, string resource, string note)
    {
        try
        {
            await hub.AcquireClaimAsync(agent, resource, lasting: TimeSpan.FromMinutes(30), note: note, cancellationToken: cancellation);
            return null;
        }
        catch (HubException refused)
        {
            return refused.Message;
        }
    }

    public Task<bool> Release(ClaimId claim) => Did(() => hub.ReleaseClaimAsync(claim, cancellationToken: cancellation));

    private Task<bool> Update(TaskId task, TaskPatch changes) => Did(() => hub.UpdateTaskAsync(task, changes, cancellationToken: cancellation));

    // One event instead of the simpler endpoint: it carries a detail.
    private Task<bool> Say(string agent, string message, string type, object? detail) => Did(() => hub.SendEventsAsync(
        [new ActivityAdded(new() { Timestamp = "", Agent = agent, Message = message, Type = type, Detail = detail is null ? null : JsonSerializer.SerializeToElement(detail) })],
        cancellationToken: cancellation));

    private static async Task<bool> Did(Func<Task> write)
    {
        try
        {
            await write();
            return true;
        }
        catch (HubException)
        {
            return false;
        }
    }
}
