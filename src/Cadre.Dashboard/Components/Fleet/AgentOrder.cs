using Cadre.Fleet;

namespace Cadre.Dashboard.Components.Fleet;

/// <summary>Puts agents in order. What changes all the time counts in bands, and within one they stay in the order in which they joined: a list that jumps cannot be read.</summary>
internal static class AgentOrder
{
    /// <summary>Statuses, those that need somebody first.</summary>
    public static IReadOnlyList<AgentStatus> Statuses { get; } = [AgentStatus.Blocked, AgentStatus.Error, AgentStatus.Running, AgentStatus.Idle, AgentStatus.Resolved];

    // Whoever reported within this time counts as awake, and awake ones do not overtake each other.
    private static readonly TimeSpan Awake = TimeSpan.FromMinutes(1);
    private const double RiskBand = 10;
    private const long TokenBand = 10_000;

    /// <param name="agents">In the order in which they joined.</param>
    /// <param name="sort">The order.</param>
    /// <param name="age">How long ago a moment was.</param>
    public static IEnumerable<Agent> By(IEnumerable<Agent> agents, AgentSort sort, Func<long, TimeSpan> age) => sort switch
    {
        AgentSort.Name => agents.OrderBy(static agent => agent.Id.Value, StringComparer.OrdinalIgnoreCase),
        AgentSort.Type => agents.OrderBy(static agent => agent.Type, StringComparer.OrdinalIgnoreCase),
        AgentSort.Status => agents.OrderBy(static agent => Rank(agent.Status)),
        AgentSort.Risk => agents.OrderByDescending(static agent => Math.Floor(agent.RiskScore / RiskBand)),
        AgentSort.Tokens => agents.OrderByDescending(static agent => agent.ContextTokens / TokenBand),
        AgentSort.Age => agents.OrderBy(agent => age(agent.Timestamp) < Awake ? long.MaxValue : agent.Timestamp),
        _ => agents.OrderBy(Urgency),
    };

    public static int Rank(AgentStatus status)
    {
        for (var i = 0; i < Statuses.Count; i++)
            if (Statuses[i] == status) return i;
        return Statuses.Count;
    }

    private static int Urgency(Agent agent) => agent switch
    {
        _ when Needs.Somebody(agent) => 0,
        { RiskScore: >= Words.HighRisk, Status: AgentStatus.Running } => 1,
        { Status: AgentStatus.Running } => 2,
        { Status: AgentStatus.Idle } => 3,
        _ => 4,
    };
}
