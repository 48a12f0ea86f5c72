using System.Collections.Immutable;
using Cadre.Client;
using Cadre.Dashboard.Sessions;
using Cadre.Fleet;

namespace Cadre.Dashboard.Actions.Undoing;

/// <summary>Makes things as they were, in one write: all of it or nothing.</summary>
internal static class Restoring
{
    public const string Changed = "Somebody else changed it meanwhile, so nothing was undone.";

    /// <summary>The fleet as it is now.</summary>
    public static FleetState Now(FleetSession session) => session.Store.State?.State ?? throw new ActionFormException("The fleet is not known right now, so nothing was undone.");

    /// <summary>What an agent says of its work, as it was. What it reported about itself since is not touched.</summary>
    public static AgentUpdated Work(Agent was) => new(was.Id, new() { Status = was.Status, CurrentTask = new(was.CurrentTask), Blocker = new(was.Blocker), Progress = new(was.Progress) }, 0);

    /// <summary>Status and blockers of a task as they were; who holds it, or held it last, stays.</summary>
    /// <param name="was">The task before.</param>
    /// <param name="task">The task now.</param>
    /// <param name="now">The fleet now.</param>
    /// <param name="reopened">A task that is completed now, but will be open again.</param>
    public static IEnumerable<FleetEvent> Standing(FleetTask was, FleetTask task, FleetState now, TaskId? reopened = null)
    {
        var status = task.Status;
        ImmutableArray<TaskId> blockers = [.. was.BlockedBy.Where(id => id == reopened || now.Tasks.Find(id)?.Status is not FleetTaskStatus.Completed)];
        if (!blockers.SequenceEqual(task.BlockedBy))
        {
            yield return blockers.IsEmpty ? new TaskUnblocked(was.Id, 0) : new TaskBlocked(was.Id, blockers, 0);
            status = blockers.IsEmpty ? FleetTaskStatus.Pending : FleetTaskStatus.Blocked;
        }
        // What it waited for may be done by now.
        var wanted = was.Status is FleetTaskStatus.Blocked && blockers.IsEmpty && !was.BlockedBy.IsEmpty ? FleetTaskStatus.Pending : was.Status;
        if (status != wanted) yield return new TaskStatusChanged(was.Id, wanted, was.Progress, 0);
    }

    /// <summary>A line in the log for what its other lines do not tell.</summary>
    public static ActivityAdded Note(string message, AgentId? agent = null) =>
        new(new() { Timestamp = "", Type = ActivityTypes.ActivityUpdate, Agent = agent?.Value ?? ActivityTypes.System, Message = message });

    public static async Task SendAsync(FleetSession session, IEnumerable<FleetEvent> facts, CancellationToken cancellationToken)
    {
        try
        {
            await session.Store.Api.SendEventsAsync(facts, atomic: true, cancellationToken: cancellationToken);
        }
        catch (HubInvalidException)
        {
            // It was possible when we looked.
            throw new ActionFormException(Changed);
        }
    }
}
