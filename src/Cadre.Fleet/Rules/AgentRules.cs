namespace Cadre.Fleet;

internal static class AgentRules
{
    public static Decision Create(FleetState state, Agent agent, DecisionContext context)
    {
        if (context.Limits.Check(agent) is { } problem) return Answers.Refuse(problem);
        var known = state.Agents.Find(agent.Id);
        if (known is not null && context.Strict) return Answers.AlreadyExists("agent", agent.Id.Value);
        if (known is null && state.Agents.Count >= context.Limits.MaxAgents) return Answers.LimitReached("agents", context.Limits.MaxAgents);
        var stamp = context.Stamp(agent.Timestamp, known?.Timestamp ?? 0);
        return stamp < known?.Timestamp
            ? Answers.Stale("agent", agent.Id.Value, stamp, known.Timestamp)
            : Answers.Accept(new AgentCreated(agent with { Timestamp = stamp, Version = (known?.Version ?? 0) + 1 }));
    }

    public static Decision Update(FleetState state, AgentUpdated update, DecisionContext context)
    {
        if (!state.Agents.TryGetValue(update.AgentId, out var agent)) return context.Unknown("agent", update.AgentId.Value, "/agentId");
        var problem = context.VersionMismatch("agent", agent.Id.Value, agent.Version) ?? context.Limits.Check(update.Changes);
        if (problem is not null) return Answers.Refuse(problem);
        var stamp = context.Stamp(update.Timestamp, agent.Timestamp);
        return stamp < agent.Timestamp
            ? Answers.Stale("agent", agent.Id.Value, stamp, agent.Timestamp)
            : Answers.Accept(update with { Timestamp = stamp });
    }

    public static Decision Unblock(FleetState state, AgentUnblocked unblocked, DecisionContext context)
    {
        if (!state.Agents.TryGetValue(unblocked.AgentId, out var agent)) return context.Unknown("agent", unblocked.AgentId.Value, "/agent_id");
        var status = agent.CurrentTask is null ? AgentStatus.Idle : AgentStatus.Running;
        return Update(state, new(agent.Id, new() { Status = status, Blocker = new(null) }, unblocked.Timestamp), context);
    }

    public static Decision Retire(FleetState state, AgentRetired retired, DecisionContext context)
    {
        if (!state.Agents.TryGetValue(retired.AgentId, out var agent)) return context.Unknown("agent", retired.AgentId.Value, "/agentId");
        if (context.VersionMismatch("agent", agent.Id.Value, agent.Version) is { } problem) return Answers.Refuse(problem);
        var stamp = context.Stamp(retired.Timestamp, agent.Timestamp);
        if (stamp < agent.Timestamp) return Answers.Stale("agent", agent.Id.Value, stamp, agent.Timestamp);
        var notBefore = Math.Max(stamp, AgentTransitions.TaskLeftBehind(state, agent)?.Timestamp ?? 0);
        return Answers.Accept([
            .. ClaimRules.HeldBy(state, agent.Id).Select(claim => new ClaimReleased(claim.Id, ClaimReleaseReason.Retired, notBefore)),
            retired with { Timestamp = notBefore },
        ]);
    }
}
