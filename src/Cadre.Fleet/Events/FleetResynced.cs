using System.Collections.Immutable;

namespace Cadre.Fleet;

/// <summary>Agents, tasks and activity were replaced by a full report; progress and claims stay.</summary>
/// <param name="Agents">All agents.</param>
/// <param name="Tasks">All tasks.</param>
/// <param name="Activity">The activity, newest first; the newest 50 are kept.</param>
/// <param name="Timestamp">When the report was made, Unix milliseconds.</param>
public sealed record FleetResynced(
    ImmutableArray<Agent> Agents, ImmutableArray<FleetTask> Tasks, ImmutableArray<ActivityItem> Activity, long Timestamp) : FleetEvent
{
    /// <inheritdoc/>
    public override string Type => EventTypes.FleetResynced;
}
