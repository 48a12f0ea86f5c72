using Cadre.Client;
using Cadre.Dashboard.Actions.Undoing;
using Cadre.Dashboard.Sessions;
using Cadre.Fleet;

namespace Cadre.Dashboard.Actions;

/// <summary>What is done about agents.</summary>
internal static class AgentDeeds
{
    public static FleetAction Resolve { get; } = new("resolve", "Auto-Resolve", "Resolving…", Subject, async (session, form, cancellationToken) =>
    {
        var id = form.Agent();
        var before = Known(session, id);
        var answer = await session.Client.MutateAsync(session.Store.Actions.AutoResolve, id, cancellationToken: cancellationToken);
        return new ActionDone($"{id} is resolved.", before is null ? null : AgentUndo.Of(before, answer.State.Version));
    }) { OfAgents = true };

    public static FleetAction Unblock { get; } = new("unblock-agent", "Unblock", "Unblocking…", Subject, static (session, form, cancellationToken) => form.Text("answer") is { } answer
        ? AnswerAsync(session, form.Agent(), answer, $"{form.Agent()} goes on with your answer.", cancellationToken)
        : GoOnAsync(session, form.Agent(), cancellationToken)) { OfAgents = true };

    public static FleetAction Approve { get; } = new("approve", "Approve", "Approving…", Subject, static (session, form, cancellationToken) =>
        AnswerAsync(session, form.Agent(), "approved", $"Approved: {form.Agent()} goes on.", cancellationToken));

    public static FleetAction Deny { get; } = new("deny", "Deny", "Denying…", Subject, static (session, form, cancellationToken) =>
        AnswerAsync(session, form.Agent(), "denied", $"Denied: {form.Agent()} goes on without it.", cancellationToken));

    public static FleetAction Retire { get; } = new("retire", "Retire", "Retiring…", Subject, async (session, form, cancellationToken) =>
    {
        var id = form.Agent();
        var before = session.Store.State?.State;
        await session.Client.MutateAsync(session.Store.Actions.Retire, id, cancellationToken: cancellationToken);
        return new ActionDone($"{id} is retired; its task and claims are free.", RetirementUndo.Of(before, id));
    }) { OfAgents = true };

    private static async Task<ActionDone> GoOnAsync(FleetSession session, AgentId id, CancellationToken cancellationToken)
    {
        var before = Known(session, id);
        var done = await session.Client.MutateAsync(session.Store.Actions.Edit, new AgentEdit(id, GoesOn(before)), cancellationToken: cancellationToken);
        return new ActionDone($"{id} goes on.", before is null ? null : AgentUndo.Of(before, done.State.Version));
    }

    private static async Task<ActionDone> AnswerAsync(FleetSession session, AgentId id, string answer, string told, CancellationToken cancellationToken)
    {
        var before = Known(session, id) ?? throw new ActionFormException($"{id} is not in the fleet (any more), so nothing was sent.");
        await session.Client.MutateAsync(session.Store.Actions.Answer, new AgentAnswer(id, answer, GoesOn(before)), cancellationToken: cancellationToken);
        return new ActionDone(told, AgentUndo.OfAnswer(before, answer));
    }

    private static AgentPatch GoesOn(Agent? agent) => new() { Status = agent?.CurrentTask is null ? AgentStatus.Idle : AgentStatus.Running, Blocker = new(null) };

    private static string Subject(ActionForm form) => Subjects.Of(form.Agent());

    private static Agent? Known(FleetSession session, AgentId id) => session.Store.State?.State.Agents.Find(id);
}
