using System.Collections.Immutable;
using System.Text.Json;

namespace Cadre.Fleet;

/// <summary>Anything that reports work, as the fleet sees it now. Immutable.</summary>
/// <remarks>Equality compares lists and <see cref="Meta"/> by reference; compare written JSON to compare content.</remarks>
public sealed record Agent
{
    /// <summary>The agent's name; unique in its workspace.</summary>
    public required AgentId Id { get; init; }

    /// <summary>What kind of agent this is: an open word such as <c>backend-worker</c> or <c>lead</c>.</summary>
    public string Type { get; init; } = AgentDefaults.Type;

    /// <summary>What the agent is doing.</summary>
    public AgentStatus Status { get; init; }

    /// <summary>Who runs the model, for example <c>anthropic</c>.</summary>
    public string Provider { get; init; } = AgentDefaults.Provider;

    /// <summary>How much the agent decides on its own.</summary>
    public AgentMaturity Maturity { get; init; }

    /// <summary>The task the agent is working on, or null.</summary>
    public CurrentTask? CurrentTask { get; init; }

    /// <summary>What the agent waits for, or the text of its error; null when nothing was reported.</summary>
    public string? Blocker { get; init; }

    /// <summary>Progress of the current work in percent, as reported; null when nothing was reported.</summary>
    public double? Progress { get; init; }

    /// <summary>Tokens in use of the model's context window.</summary>
    public long ContextTokens { get; init; }

    /// <summary>Tasks the agent says it has completed, ever.</summary>
    public long TasksCompleted { get; init; }

    /// <summary>Reported risk, 0 (none) to 100.</summary>
    public double RiskScore { get; init; }

    /// <summary>Work of this agent that is held up, in its own words.</summary>
    public ImmutableArray<string> BlockedTasks { get; init; } = [];

    /// <summary>What this agent waits for: ids of agents or names of outputs.</summary>
    public ImmutableArray<string> Dependencies { get; init; } = [];

    /// <summary>Outputs of this agent that are late.</summary>
    public ImmutableArray<string> DelayedOutputs { get; init; } = [];

    /// <summary>A free-form JSON object, kept as it was sent, number text included; null when none was sent.</summary>
    public JsonElement? Meta { get; init; }

    /// <summary>When the newest accepted fact about this agent happened, Unix milliseconds; never decreases.</summary>
    public long Timestamp { get; init; }

    /// <summary>1 when created, +1 with every write.</summary>
    public long Version { get; init; }
}
