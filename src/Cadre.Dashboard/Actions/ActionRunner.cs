using Cadre.Client;
using Cadre.Dashboard.Sessions;

namespace Cadre.Dashboard.Actions;

/// <summary>Runs actions, shows them pending to everybody who sees their subject, and tells how they ended.</summary>
internal sealed class ActionRunner(TimeProvider time)
{
    private static readonly TimeSpan RefusalShown = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Runs an action to its end. It goes on when the page that asked for it is closed.</summary>
    public async Task<ActionOutcome> RunAsync(FleetSession session, FleetAction action, ActionForm form)
    {
        string subject, mark;
        try
        {
            subject = action.Subject(form);
            mark = action.Mark?.Invoke(form) ?? action.Verb;
        }
        catch (ActionFormException wrong)
        {
            return ActionOutcome.Refused(wrong.Message);
        }
        return await RunAsync(session, mark, subject, token => action.Run(session, form, token));
    }

    /// <summary>Takes an action back, once; what could not be taken back may be tried again.</summary>
    public Task<ActionOutcome> UndoAsync(FleetSession session, string id) => RunAsync(session, "undo", $"undo:{id}", async token =>
    {
        if (session.Undos.Find(id) is not { } undo) throw new ActionFormException("This can no longer be undone: too much time has passed, or it was undone already.");
        var undone = await undo(session, token);
        session.Undos.Remove(id);
        return new ActionDone($"Undone: {undone}");
    });

    private async Task<ActionOutcome> RunAsync(FleetSession session, string verb, string subject, Func<CancellationToken, Task<ActionDone>> run)
    {
        if (!session.Viewer.MayAct) return ActionOutcome.Refused($"Your role is {session.Viewer.Role}; acting needs the role operator.");
        if (!await IsLiveSoonAsync(session)) return ActionOutcome.Refused("The hub cannot be reached right now, so nothing was sent. Try again when the connection is live.");
        if (!session.Pending.TryBegin(subject, verb)) return ActionOutcome.Refused("Something is being done about this already; wait for its end.");
        string? refusal = null;
        try
        {
            var done = await run(CancellationToken.None);
            return new ActionOutcome(true, done.Message, done.Undo is { } undo ? session.Undos.Add(undo) : null);
        }
        catch (Exception error) when (error is HubException or ActionFormException or HttpRequestException or TimeoutException or OperationCanceledException or HubContractException)
        {
            refusal = error is HubVersionException ? "Somebody else changed it meanwhile, so nothing was undone." : error.Message;
            return ActionOutcome.Refused(refusal);
        }
        finally
        {
            session.Pending.End(subject, verb, refusal, time, RefusalShown);
        }
    }

    // A plain form may come when the session was just made anew.
    private async Task<bool> IsLiveSoonAsync(FleetSession session)
    {
        if (session.Store.Stream.State.IsLive) return true;
        using var patience = new CancellationTokenSource(Patience, time);
        try
        {
            await session.Store.Stream.WhenLiveAsync(patience.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}

/// <summary>How an action ended.</summary>
/// <param name="IsDone">Whether it was done.</param>
/// <param name="Message">What was done, or why not.</param>
/// <param name="Undo">Names how to take it back; null where that cannot be done.</param>
internal sealed record ActionOutcome(bool IsDone, string Message, string? Undo = null)
{
    public static ActionOutcome Refused(string why) => new(false, why);
}
