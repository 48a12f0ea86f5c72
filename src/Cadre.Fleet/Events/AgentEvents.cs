using System.Collections.Immutable;

namespace Cadre.Fleet;

/// <summary>An agent joined, or an agent of that id was replaced.</summary>
public sealed record AgentCreated(Agent Agent) : FleetEvent
{
    /// <inheritdoc/>
    public override string Type => EventTypes.AgentCreated;
}

/// <summary>The whole list of agents was replaced; tasks, activity and progress stay.</summary>
public sealed record AgentsLoaded(ImmutableArray<Agent> Agents) : FleetEvent
{
    /// <inheritdoc/>
    public override string Type => EventTypes.AgentsLoaded;
}

/// <summary>Members of an agent changed.</summary>
/// <param name="AgentId">Which agent.</param>
/// <param name="Changes">What changed.</param>
/// <param name="Timestamp">When, Unix milliseconds; 0 in a proposal asks for the time of the decision.</param>
public sealed record AgentUpdated(AgentId AgentId, AgentPatch Changes, long Timestamp) : FleetEvent
{
    /// <inheritdoc/>
    public override string Type => EventTypes.AgentUpdated;
}

/// <summary>An agent left: its current task becomes free, its claims end.</summary>
/// <param name="AgentId">Which agent.</param>
/// <param name="Timestamp">When, Unix milliseconds; 0 in a proposal asks for the time of the decision.</param>
public sealed record AgentRetired(AgentId AgentId, long Timestamp) : FleetEvent
{
    /// <inheritdoc/>
    public override string Type => EventTypes.AgentRetired;
}
