using Cadre.Cli.Demo.Staging;
using Cadre.Fleet;

namespace Cadre.Cli.Demo.Work;

/// <summary>The figures that an agent at work reports about itself.</summary>
internal static class Vitals
{
    /// <summary>From here on an agent compacts its context.</summary>
    public const long FullContext = 170_000;

    /// <summary>The risk that follows from the situation: a full context, tasks that wait for the current one, several tasks at once.</summary>
    public static double RiskOf(FleetState fleet, Agent agent)
    {
        var behind = fleet.WorkOf(agent) is { } task ? fleet.BehindOf(task.Id).Count() : 0;
        var surplus = Math.Max(0, fleet.InProgressOf(agent.Id).Count() - 1);
        return Math.Min(65, 4 + agent.ContextTokens * 22 / FullContext + behind * 6 + surplus * 15);
    }
}
