using Cadre.Client;
using Cadre.Fleet;

namespace Cadre.Dashboard.Components.Fleet;

/// <summary>How many agents there are by status.</summary>
internal readonly record struct StatusCounts(int Blocked, int Error, int Running, int Idle, int Resolved)
{
    public static StatusCounts Of(HubPage<Agent> page)
    {
        Span<int> counts = stackalloc int[5];
        foreach (var agent in page.Items) counts[AgentOrder.Rank(agent.Status)]++;
        return new(counts[0], counts[1], counts[2], counts[3], counts[4]);
    }

    public int Of(AgentStatus status) => status switch
    {
        AgentStatus.Blocked => Blocked,
        AgentStatus.Error => Error,
        AgentStatus.Running => Running,
        AgentStatus.Idle => Idle,
        _ => Resolved,
    };
}
