using Cadre.Fleet;

namespace Cadre.Cli.States;

/// <summary>Orders agents by who needs someone to look after them.</summary>
internal static class Attention
{
    public const double HighRisk = 70;

    public static IEnumerable<Agent> Order(IEnumerable<Agent> agents) =>
        agents.OrderBy(Rank)
            .ThenByDescending(agent => agent.RiskScore)
            .ThenByDescending(agent => agent.Timestamp)
            .ThenBy(agent => agent.Id.Value, StringComparer.Ordinal);

    private static int Rank(Agent agent) => agent.Status switch
    {
        AgentStatus.Error => 0,
        AgentStatus.Blocked => 1,
        _ when agent.RiskScore >= HighRisk || agent.DelayedOutputs.Length > 0 => 2,
        AgentStatus.Running => 3,
        AgentStatus.Resolved => 4,
        _ => 5,
    };
}
