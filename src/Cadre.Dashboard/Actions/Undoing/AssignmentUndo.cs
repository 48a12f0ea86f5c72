using Cadre.Dashboard.Components;
using Cadre.Fleet;

namespace Cadre.Dashboard.Actions.Undoing;

/// <summary>Gives a task back to who held it, or to nobody.</summary>
internal static class AssignmentUndo
{
    /// <param name="before">The fleet before.</param>
    /// <param name="task">What was given.</param>
    /// <param name="to">To whom.</param>
    public static Undo? Of(FleetState? before, TaskId task, AgentId to)
    {
        if (before?.Tasks.Find(task) is not { } was || was.AgentId == to) return null;
        var (giver, taker) = (was.AgentId is { } from ? before.Agents.Find(from) : null, before.Agents.Find(to));
        return async (session, cancellationToken) =>
        {
            var now = Restoring.Now(session);
            if (now.Tasks.Find(task) is not { Status: FleetTaskStatus.InProgress } given || given.AgentId != to) throw new ActionFormException(Restoring.Changed);
            var holder = was.AgentId is { } id && now.Agents.ContainsKey(id) ? id : (AgentId?)null;
            // Nobody works on a task that nobody holds; the hub remembers whom it was with last.
            var status = was.Status is FleetTaskStatus.InProgress && holder is null ? FleetTaskStatus.Pending : was.Status;
            await Restoring.SendAsync(
                session,
                [
                    .. holder is { } back ? [new TaskAssigned(task, back, given.Title, 0)] : (FleetEvent[])[],
                    .. Restoring.Standing(was with { Status = status, Progress = given.Progress }, given, now),
                    .. Settle(now, giver, task),
                    .. Settle(now, taker, task),
                ],
                cancellationToken);
            return holder is null ? $"#{task} is {Words.Label(status).ToLowerInvariant()} again, and {to} is free of it." : $"#{task} is with {holder} again.";
        };
    }

    // Who reported something since is only freed from the task.
    private static IEnumerable<FleetEvent> Settle(FleetState now, Agent? was, TaskId task) =>
        was is null || now.Agents.Find(was.Id) is not { } agent ? []
        : agent.Version <= was.Version + 1 ? [Restoring.Work(was)]
        : agent.CurrentTask?.Id == task ? [new AgentUpdated(agent.Id, new() { Status = AgentStatus.Idle, CurrentTask = new(null), Progress = new(null) }, 0)]
        : [];
}
