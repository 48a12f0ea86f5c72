using Cadre.Cli.Demo.Plans;
using Cadre.Fleet;

namespace Cadre.Cli.Demo.Work;

/// <summary>An agent that goes on: nothing holds it up, and it waits for nobody and asks for nothing.</summary>
internal static class Recovery
{
    public static AgentPatch Of(Agent agent) => new()
    {
        Status = agent.CurrentTask is null ? AgentStatus.Idle : AgentStatus.Running,
        Blocker = new(null),
        BlockedTasks = new([]),
        Dependencies = new([]),
        DelayedOutputs = new([]),
        RiskScore = 12,
        Meta = SimulatedMeta.Plain,
    };
}
