namespace Cadre.Fleet;

/// <summary>The rules at the door of a workspace: what becomes a fact and with which stamps.</summary>
public static class FleetRules
{
    /// <summary>Decides a proposal against the current state. Pure: the same input gives the same decision; never throws; safe from any thread.</summary>
    /// <remarks>
    /// A proposal's own time is kept, but not beyond <see cref="DecisionContext.Now"/>; one older than what is known of its entity is ignored.
    /// A fact that writes several entities bears a time that is not before any of theirs.
    /// </remarks>
    public static Decision Decide(FleetState state, FleetEvent proposal, DecisionContext context) => proposal switch
    {
        AgentCreated created => AgentRules.Create(state, created.Agent, context),
        AgentsLoaded loaded => ReportRules.Load(state, loaded, context),
        AgentUpdated updated => AgentRules.Update(state, updated, context),
        AgentUnblocked unblocked => AgentRules.Unblock(state, unblocked, context),
        AgentRetired retired => AgentRules.Retire(state, retired, context),
        TaskCreated created => TaskRules.Create(state, created.Task, context),
        TaskUpdated updated => TaskRules.Update(state, updated, context),
        TaskAssigned assigned => AssignmentRules.Assign(state, assigned, context),
        TaskStatusChanged changed => TaskRules.ChangeStatus(state, changed, context),
        TaskBlocked blocked => TaskRules.Block(state, blocked, context),
        TaskUnblocked unblocked => TaskRules.Unblock(state, unblocked, context),
        ActivityAdded added => ReportRules.Add(added.Item, context),
        ProgressUpdated updated => ReportRules.Update(state, updated.Progress),
        ClaimAcquired acquired => ClaimRules.Acquire(state, acquired.Claim, context),
        ClaimRenewed renewed => ClaimRules.Renew(state, renewed, context),
        ClaimReleased released => ClaimRules.Release(state, released, context),
        FleetResynced resync => ReportRules.Resync(state, resync, context),
        _ => Answers.Refuse(Answers.Invalid("/type", proposal.Type, "an event that a hub accepts")),
    };

    /// <summary>Proposes the release of every claim whose time is up, for a hub that tidies from time to time.</summary>
    public static IEnumerable<FleetEvent> Expirations(FleetState state, long now) => ClaimRules.Expired(state, now);
}
