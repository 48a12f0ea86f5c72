using Cadre.Fleet;

namespace Cadre.Cli.Demo.Plans;

/// <summary>Someone who can be in the fleet.</summary>
internal sealed record Member(AgentId Id, string Type, string Provider, AgentMaturity Maturity)
{
    /// <summary>The member as it is when it begins, whatever was before.</summary>
    public AgentPatch Fresh(long contextTokens) => new()
    {
        Type = Type,
        Provider = Provider,
        Maturity = Maturity,
        Status = AgentStatus.Idle,
        CurrentTask = new(null),
        Blocker = new(null),
        Progress = new(null),
        ContextTokens = contextTokens,
        RiskScore = 5,
        BlockedTasks = new([]),
        Dependencies = new([]),
        DelayedOutputs = new([]),
        Meta = SimulatedMeta.Plain,
    };
}
