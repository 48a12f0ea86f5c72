using Cadre.Client;
using Cadre.Dashboard.Actions.Undoing;
using Cadre.Dashboard.Sessions;
using Cadre.Fleet;

namespace Cadre.Dashboard.Actions;

/// <summary>What is done about tasks.</summary>
internal static class TaskDeeds
{
    public static FleetAction Assign { get; } = new("assign", "Assign", "Assigning…", Subject, async (session, form, cancellationToken) =>
    {
        var (task, to) = (form.Task(), form.Agent("to"));
        var before = session.Store.State?.State;
        await session.Client.MutateAsync(session.Store.Actions.Assign, new Assignment(task, to, before?.Tasks.Find(task)?.Title), cancellationToken: cancellationToken);
        return new ActionDone($"#{task} is with {to}.", AssignmentUndo.Of(before, task, to));
    });

    public static FleetAction Reallocate { get; } = new("reallocate", "Reallocate", "Reallocating…", Subject, async (session, form, cancellationToken) =>
    {
        var (task, to) = (form.Task(), form.Agent("to"));
        var before = session.Store.State?.State;
        if (before?.Tasks.Find(task) is not { AgentId: { } from } held) throw new ActionFormException($"Nobody holds #{task}; assign it instead.");
        if (from == to) throw new ActionFormException($"#{task} is with {to} already; choose another agent.");
        await session.Client.MutateAsync(session.Store.Actions.Reallocate, new Reallocation(task, from, to, held.Title), cancellationToken: cancellationToken);
        return new ActionDone($"#{task} went from {from} to {to}.", AssignmentUndo.Of(before, task, to));
    });

    public static FleetAction Unblock { get; } = new("unblock-task", "Unblock", "Unblocking…", Subject, async (session, form, cancellationToken) =>
    {
        var task = form.Task();
        var before = Known(session, task);
        await session.Client.MutateAsync(session.Store.Actions.Unblock, task, cancellationToken: cancellationToken);
        return new ActionDone($"#{task} waits no longer.", before is null ? null : TaskUndo.OfWaiting(before));
    });

    public static FleetAction Complete { get; } = new("complete", "Complete", "Completing…", Subject, async (session, form, cancellationToken) =>
    {
        var task = form.Task();
        var before = session.Store.State?.State;
        await session.Client.MutateAsync(session.Store.Actions.Complete, task, cancellationToken: cancellationToken);
        return new ActionDone($"#{task} is completed.", TaskUndo.OfCompletion(before, task));
    });

    public static FleetAction Block { get; } = new("block", "Block", "Blocking…", Subject, async (session, form, cancellationToken) =>
    {
        var (task, blockers) = (form.Task(), form.Tasks("blocker"));
        if (blockers.Contains(task)) throw new ActionFormException($"#{task} cannot wait for itself; name other tasks.");
        var before = Known(session, task);
        await session.Client.MutateAsync(session.Store.Actions.Block, new Blocking(task, blockers), cancellationToken: cancellationToken);
        return new ActionDone($"#{task} waits for {string.Join(", ", blockers.Select(blocker => $"#{blocker}"))}.", before is null ? null : TaskUndo.OfWaiting(before));
    });

    private static string Subject(ActionForm form) => Subjects.Of(form.Task());

    private static FleetTask? Known(FleetSession session, TaskId id) => session.Store.State?.State.Tasks.Find(id);
}
