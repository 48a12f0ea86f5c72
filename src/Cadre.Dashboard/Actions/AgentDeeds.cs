using Cadre.Client;
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
        return new ActionDone($"{id} is resolved.", before is null ? null : Back(before, answer.State.Version));
    }) { OfAgents = true };

    public static FleetAction Unblock { get; } = new("unblock-agent", "Unblock", "Unblocking…", Subject, static (session, form, cancellationToken) =>
        GoOnAsync(session, form.Agent(), form.Text("answer"), cancellationToken)) { OfAgents = true };

    public static FleetAction Approve { get; } = new("approve", "Approve", "Approving…", Subject, static (session, form, cancellationToken) =>
        GoOnAsync(session, form.Agent(), "approved", cancellationToken));

    public static FleetAction Deny { get; } = new("deny", "Deny", "Denying…", Subject, static (session, form, cancellationToken) =>
        GoOnAsync(session, form.Agent(), "denied", cancellationToken));

    public static FleetAction Retire { get; } = new("retire", "Retire", "Retiring…", Subject, async (session, form, cancellationToken) =>
    {
        var id = form.Agent();
        await session.Client.MutateAsync(session.Store.Actions.Retire, id, cancellationToken: cancellationToken);
        return new ActionDone($"{id} is retired; its task and claims are free.");
    }) { OfAgents = true };

    private static async Task<ActionDone> GoOnAsync(FleetSession session, AgentId id, string? answer, CancellationToken cancellationToken)
    {
        var before = Known(session, id);
        if (answer is not null)
            await session.Store.Api.AddActivityAsync($"Answer for {id}: {answer}", id.Value, "answer", cancellationToken: cancellationToken);
        var patch = new AgentPatch { Status = before?.CurrentTask is null ? AgentStatus.Idle : AgentStatus.Running, Blocker = new(null) };
        var done = await session.Client.MutateAsync(session.Store.Actions.Edit, new AgentEdit(id, patch), cancellationToken: cancellationToken);
        return new ActionDone($"{id} goes on.", before is null ? null : Back(before, done.State.Version));
    }

    private static string Subject(ActionForm form) => Subjects.Of(form.Agent());

    private static Agent? Known(FleetSession session, AgentId id) => session.Store.State?.State.Agents.Find(id);

    // At the version that the action made: what somebody else did since is not undone with it.
    public static Func<FleetSession, CancellationToken, Task> Back(Agent before, long version) => (session, cancellationToken) => session.Client.MutateAsync(
        session.Store.Actions.Edit,
        new AgentEdit(before.Id, new AgentPatch
        {
            Status = before.Status,
            RiskScore = before.RiskScore,
            BlockedTasks = before.BlockedTasks,
            Dependencies = before.Dependencies,
            DelayedOutputs = before.DelayedOutputs,
            Blocker = new(before.Blocker),
        }, version),
        cancellationToken: cancellationToken);
}
