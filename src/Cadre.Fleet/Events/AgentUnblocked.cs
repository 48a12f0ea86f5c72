namespace Cadre.Fleet;

/// <summary>
/// A proposal only: an agent's question is settled. It becomes an <see cref="AgentUpdated"/> that clears the blocker; whether the agent runs or idles
/// depends on whether it has a task, which the sender does not know.
/// </summary>
internal sealed record AgentUnblocked(AgentId AgentId, long Timestamp) : FleetEvent
{
    public override string Type => "agent.unblocked";
}
