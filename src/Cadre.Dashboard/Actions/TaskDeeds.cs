using Cadre.Client;
using Cadre.Dashboard.Sessions;
using Cadre.Fleet;

namespace Cadre.Dashboard.Actions;

/// <summary>What is done about tasks.</summary>
internal static class TaskDeeds
{
    public static FleetAction Assign { get; } = new("assign", "Assign", "Assigning…", Subject, async (session, form, cancellationToken) =>
    {
        var (task, to) = (form.Task(), form.Agent("to"));
        var before = Known(session, task);
        await session.Client.MutateAsync(session.Store.Actions.Assign, new Assignment(task, to, before?.Title), cancellationToken: cancellationToken);
        return new ActionDone($"#{task} is with {to}.", before?.AgentId is { } holder && holder != to ? Give(task, to, holder, before.Title) : null);
    });

    public static FleetAction Reallocate { get; } = new("reallocate", "Reallocate", "Reallocating…", Subject, async (session, form, cancellationToken) =>
    {
        var (task, to) = (form.Task(), form.Agent("to"));
        var before = Known(session, task);
        if (before?.AgentId is not { } from) throw new ActionFormException($"Nobody holds #{task}; assign it instead.");
        if (from == to) throw new ActionFormException($"#{task} is with {to} already; choose another agent.");
        await session.Client.MutateAsync(session.Store.Actions.Reallocate, new Reallocation(task, from, to, before.Title), cancellationToken: cancellationToken);
        return new ActionDone($"#{task} went from {from} to {to}.", Give(task, to, from, before.Title));
    });

    public static FleetAction Unblock { get; } = new("unblock-task", "Unblock", "Unblocking…", Subject, async (session, form, cancellationToken) =>
    {
        var task = form.Task();
        var before = Known(session, task);
        await session.Client.MutateAsync(session.Store.Actions.Unblock, task, cancellationToken: cancellationToken);
        return new ActionDone($"#{task} waits no longer.", before is { BlockedBy.IsEmpty: false }
            ? (again, token) => again.Client.MutateAsync(again.Store.Actions.Block, new Blocking(task, before.BlockedBy), cancellationToken: token)
            : null);
    });

    public static FleetAction Complete { get; } = new("complete", "Complete", "Completing…", Subject, async (session, form, cancellationToken) =>
    {
        var task = form.Task();
        await session.Client.MutateAsync(session.Store.Actions.Complete, task, cancellationToken: cancellationToken);
        return new ActionDone($"#{task} is completed.");
    });

    public static FleetAction Block { get; } = new("block", "Block", "Blocking…", Subject, async (session, form, cancellationToken) =>
    {
        var (task, blockers) = (form.Task(), form.Tasks("blocker"));
        if (blockers.Contains(task)) throw new ActionFormException($"#{task} cannot wait for itself; name other tasks.");
        var before = Known(session, task);
        await session.Client.MutateAsync(session.Store.Actions.Block, new Blocking(task, blockers), cancellationToken: cancellationToken);
        return new ActionDone($"#{task} waits for {string.Join(", ", blockers.Select(blocker => $"#{blocker}"))}.", (again, token) => before is { BlockedBy.IsEmpty: false }
            ? again.Client.MutateAsync(again.Store.Actions.Block, new Blocking(task, before.BlockedBy), cancellationToken: token)
            : again.Client.MutateAsync(again.Store.Actions.Unblock, task, cancellationToken: token));
    });

    private static string Subject(ActionForm form) => Subjects.Of(form.Task());

    private static FleetTask? Known(FleetSession session, TaskId id) => session.Store.State?.State.Tasks.Find(id);

    private static Func<FleetSession, CancellationToken, Task> Give(TaskId task, AgentId from, AgentId to, string title) => (session, cancellationToken) =>
        session.Client.MutateAsync(session.Store.Actions.Reallocate, new Reallocation(task, from, to, title), cancellationToken: cancellationToken);
}
