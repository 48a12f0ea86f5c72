using System.Collections.Immutable;

namespace Cadre.Fleet;

/// <summary>A unit of work, held by at most one agent. Immutable.</summary>
public sealed record FleetTask
{
    /// <summary>The task's number; unique in its workspace.</summary>
    public required TaskId Id { get; init; }

    /// <summary>What is to be done, in a few words.</summary>
    public string Title { get; init; } = "";

    /// <summary>Where the task stands.</summary>
    public FleetTaskStatus Status { get; init; }

    /// <summary>Who holds or held it; null when nobody does. The agent may have left since.</summary>
    public AgentId? AgentId { get; init; }

    /// <summary>The tasks it waits for, as reported; empty when it waits for none.</summary>
    public ImmutableArray<TaskId> BlockedBy { get; init; } = [];

    /// <summary>Progress in percent, as reported; null when nothing was reported.</summary>
    public double? Progress { get; init; }

    /// <summary>When the newest accepted fact about this task happened, Unix milliseconds; never decreases.</summary>
    public long Timestamp { get; init; }

    /// <summary>1 when created, +1 with every write.</summary>
    public long Version { get; init; }
}
