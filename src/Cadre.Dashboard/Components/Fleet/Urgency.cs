using System.Text.Json;
using Cadre.Fleet;

namespace Cadre.Dashboard.Components.Fleet;

/// <summary>What an agent needs somebody for.</summary>
public enum Need
{
    /// <summary>It waits for an answer or for work of others.</summary>
    Unblocking,

    /// <summary>It failed.</summary>
    Mending,

    /// <summary>It asks whether it may do something.</summary>
    Approval,
}

/// <summary>What an agent needs, and how urgently.</summary>
internal static class Urgency
{
    /// <summary>What an agent needs. It asks for approval only if it says so itself, by <c>meta.kind</c> "approval": the words of a question prove nothing.</summary>
    public static Need NeedOf(Agent agent) => agent switch
    {
        { Status: AgentStatus.Error } => Need.Mending,
        _ when Text(agent, "kind") == "approval" => Need.Approval,
        _ => Need.Unblocking,
    };

    /// <summary>What it wants to run, if it asks for approval and says so by <c>meta.command</c>.</summary>
    public static string? CommandOf(Agent agent) => Text(agent, "command");

    /// <summary>Those that need somebody: first who holds up most agents, then by risk, then who has waited longest.</summary>
    /// <remarks>Risk counts in bands and time in minutes, so that nothing moves but for a reason that can be seen.</remarks>
    public static IEnumerable<Agent> Order(IEnumerable<Agent> agents, Func<string, int> waiting) => agents
        .Where(Needs.Somebody)
        .OrderByDescending(agent => waiting(agent.Id.Value))
        .ThenByDescending(static agent => Words.Level(agent.RiskScore))
        .ThenBy(static agent => agent.Timestamp / 60_000);

    private static string? Text(Agent agent, string member) =>
        agent.Meta is { ValueKind: JsonValueKind.Object } meta && meta.TryGetProperty(member, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
