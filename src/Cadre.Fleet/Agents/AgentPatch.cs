using System.Collections.Immutable;
using System.Text.Json;

namespace Cadre.Fleet;

/// <summary>Members of an agent to overwrite. An absent member stays as it is; a member that is present with null is cleared.</summary>
public sealed record AgentPatch
{
    /// <summary>Replaces <see cref="Agent.Type"/>.</summary>
    public Optional<string> Type { get; init; }

    /// <summary>Replaces <see cref="Agent.Status"/>.</summary>
    public Optional<AgentStatus> Status { get; init; }

    /// <summary>Replaces <see cref="Agent.Provider"/>.</summary>
    public Optional<string> Provider { get; init; }

    /// <summary>Replaces <see cref="Agent.Maturity"/>.</summary>
    public Optional<AgentMaturity> Maturity { get; init; }

    /// <summary>Replaces or clears <see cref="Agent.CurrentTask"/>.</summary>
    public Optional<CurrentTask?> CurrentTask { get; init; }

    /// <summary>Replaces or clears <see cref="Agent.Blocker"/>.</summary>
    public Optional<string?> Blocker { get; init; }

    /// <summary>Replaces or clears <see cref="Agent.Progress"/>.</summary>
    public Optional<double?> Progress { get; init; }

    /// <summary>Replaces <see cref="Agent.ContextTokens"/>.</summary>
    public Optional<long> ContextTokens { get; init; }

    /// <summary>Replaces <see cref="Agent.TasksCompleted"/>.</summary>
    public Optional<long> TasksCompleted { get; init; }

    /// <summary>Replaces <see cref="Agent.RiskScore"/>.</summary>
    public Optional<double> RiskScore { get; init; }

    /// <summary>Replaces <see cref="Agent.BlockedTasks"/>.</summary>
    public Optional<ImmutableArray<string>> BlockedTasks { get; init; }

    /// <summary>Replaces <see cref="Agent.Dependencies"/>.</summary>
    public Optional<ImmutableArray<string>> Dependencies { get; init; }

    /// <summary>Replaces <see cref="Agent.DelayedOutputs"/>.</summary>
    public Optional<ImmutableArray<string>> DelayedOutputs { get; init; }

    /// <summary>Replaces (not merges) or clears <see cref="Agent.Meta"/>.</summary>
    public Optional<JsonElement?> Meta { get; init; }

    /// <summary>The agent with this patch's members; id, timestamp and version stay.</summary>
    public Agent ApplyTo(Agent agent) => ApplyTo(agent, agent.Timestamp, agent.Version);

    internal Agent ApplyTo(Agent agent, long timestamp, long version) => agent with
    {
        Type = Type.Or(agent.Type),
        Status = Status.Or(agent.Status),
        Provider = Provider.Or(agent.Provider),
        Maturity = Maturity.Or(agent.Maturity),
        CurrentTask = CurrentTask.Or(agent.CurrentTask),
        Blocker = Blocker.Or(agent.Blocker),
        Progress = Progress.Or(agent.Progress),
        ContextTokens = ContextTokens.Or(agent.ContextTokens),
        TasksCompleted = TasksCompleted.Or(agent.TasksCompleted),
        RiskScore = RiskScore.Or(agent.RiskScore),
        BlockedTasks = BlockedTasks.Or(agent.BlockedTasks),
        Dependencies = Dependencies.Or(agent.Dependencies),
        DelayedOutputs = DelayedOutputs.Or(agent.DelayedOutputs),
        Meta = Meta.Or(agent.Meta),
        Timestamp = timestamp,
        Version = version,
    };
}
