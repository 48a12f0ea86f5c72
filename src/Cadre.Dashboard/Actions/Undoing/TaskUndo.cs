using Cadre.Dashboard.Components;
using Cadre.Fleet;

namespace Cadre.Dashboard.Actions.Undoing;

/// <summary>Takes back that a task was blocked, unblocked or completed.</summary>
internal static class TaskUndo
{
    /// <param name="was">The task before.</param>
    public static Undo OfWaiting(FleetTask was) => async (session, cancellationToken) =>
    {
        var now = Restoring.Now(session);
        if (now.Tasks.Find(was.Id) is not { } task || task.Version != was.Version + 1) throw new ActionFormException(Restoring.Changed);
        await Restoring.SendAsync(session, Restoring.Standing(was, task, now), cancellationToken);
        return was.BlockedBy.IsEmpty ? $"#{was.Id} is {Words.Label(was.Status).ToLowerInvariant()} again." : $"#{was.Id} waits for {string.Join(", ", was.BlockedBy.Select(static blocker => $"#{blocker}"))} again.";
    };

    /// <summary>With what followed from it: its agent has it again, and those that waited for it wait again.</summary>
    /// <param name="before">The fleet before.</param>
    /// <param name="task">What was completed.</param>
    public static Undo? OfCompletion(FleetState? before, TaskId task)
    {
        if (before?.Tasks.Find(task) is not { Status: not FleetTaskStatus.Completed } was) return null;
        var holder = was.AgentId is { } id && before.Agents.Find(id) is { } agent && agent.CurrentTask?.Id == task ? agent : null;
        FleetTask[] waiting = [.. before.Tasks.Where(other => other.BlockedBy.Contains(task) && other.Id != task)];
        return async (session, cancellationToken) =>
        {
            var now = Restoring.Now(session);
            if (now.Tasks.Find(task) is not { } done || done.Version != was.Version + 1) throw new ActionFormException(Restoring.Changed);
            if (holder is not null && now.Agents.Find(holder.Id)?.Version != holder.Version + 1) throw new ActionFormException($"{holder.Id} went on meanwhile, so nothing was undone.");
            await Restoring.SendAsync(
                session,
                [
                    .. Restoring.Standing(was, done, now),
                    .. holder is null ? [] : (FleetEvent[])[Restoring.Work(holder)],
                    // What somebody began or changed since goes on.
                    .. waiting.SelectMany(other => now.Tasks.Find(other.Id) is { } freed && freed.Version == other.Version + 1 ? Restoring.Standing(other, freed, now, reopened: task) : []),
                    Restoring.Note($"#{task} is open again; completing it was undone", was.AgentId),
                ],
                cancellationToken);
            return $"#{task} is open again.";
        };
    }
}
