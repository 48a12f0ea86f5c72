using Cadre.Fleet;

namespace Cadre.Client;

/// <summary>Which agents a list has.</summary>
public sealed record AgentFilter
{
    /// <summary>All of them, up to the most that one answer holds.</summary>
    public static AgentFilter All { get; } = new();

    /// <summary>Only with this status.</summary>
    public AgentStatus? Status { get; init; }

    /// <summary>Only of this type.</summary>
    public string? Type { get; init; }

    /// <summary>The most items, 1 to 10,000.</summary>
    /// <value>10,000</value>
    public int Limit { get; init; } = 10_000;

    /// <summary>How many to pass over.</summary>
    public int Offset { get; init; }

    internal IEnumerable<(string Name, object? Value)> Parameters =>
        [("status", Status?.ToWireName()), ("type", Type), ("limit", Limit), ("offset", Offset == 0 ? null : Offset)];

    internal bool Matches(Agent agent) => (Status is null || agent.Status == Status) && (Type is null || agent.Type == Type);
}

/// <summary>Which tasks a list has.</summary>
public sealed record TaskFilter
{
    /// <summary>All of them, up to the most that one answer holds.</summary>
    public static TaskFilter All { get; } = new();

    /// <summary>Only with this status.</summary>
    public FleetTaskStatus? Status { get; init; }

    /// <summary>Only those of this agent.</summary>
    public AgentId? Agent { get; init; }

    /// <summary>The most items, 1 to 10,000.</summary>
    /// <value>10,000</value>
    public int Limit { get; init; } = 10_000;

    /// <summary>How many to pass over.</summary>
    public int Offset { get; init; }

    internal IEnumerable<(string Name, object? Value)> Parameters =>
        [("status", Status?.ToWireName()), ("agent", Agent?.Value), ("limit", Limit), ("offset", Offset == 0 ? null : Offset)];

    internal bool Matches(FleetTask task) => (Status is null || task.Status == Status) && (Agent is null || task.AgentId == Agent);
}
