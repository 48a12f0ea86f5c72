using System.Collections.Immutable;

namespace Cadre.Fleet;

/// <summary>The state of one fleet. Immutable; safe from any thread.</summary>
/// <remarks>Only <see cref="FleetReducer"/> makes new states, so that every state follows from a sequence of events.</remarks>
public sealed record FleetState
{
    /// <summary>How many activity items a state keeps.</summary>
    public const int MaxActivity = 50;

    internal FleetState()
    {
    }

    /// <summary>A fleet of which nothing is known yet.</summary>
    public static FleetState Empty { get; } = new();

    /// <summary>The agents, in the order in which they joined.</summary>
    public EntityMap<AgentId, Agent> Agents { get; internal init; } = EntityMap<AgentId, Agent>.Empty;

    /// <summary>The tasks, in the order in which they were created.</summary>
    public EntityMap<TaskId, FleetTask> Tasks { get; internal init; } = EntityMap<TaskId, FleetTask>.Empty;

    /// <summary>The claims, in the order in which they were acquired; expired ones stay until they are released.</summary>
    public EntityMap<ClaimId, Claim> Claims { get; internal init; } = EntityMap<ClaimId, Claim>.Empty;

    /// <summary>The newest activity, newest first, at most <see cref="MaxActivity"/> items once one was added.</summary>
    public ImmutableArray<ActivityItem> Activity { get; internal init; } = [];

    /// <summary>The project's progress, or null before anything was reported.</summary>
    public ProjectProgress? Progress { get; internal init; }

    /// <summary>Whether the client that holds this state is connected; a hub's own state does not use it.</summary>
    public bool Connected { get; internal init; }

    /// <summary>When the state was last replaced as a whole, Unix milliseconds; 0 if never.</summary>
    public long LastSync { get; internal init; }

    /// <summary>What follows from <see cref="Tasks"/>, kept so that no event needs to scan them.</summary>
    internal TaskIndex TaskIndex { get; init; } = TaskIndex.Empty;

    /// <summary>How many claims were ever acquired: the source of claim ids that are never used twice.</summary>
    internal long ClaimsAcquired { get; init; }
}
