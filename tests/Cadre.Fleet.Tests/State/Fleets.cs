using FsCheck;
using FsCheck.Fluent;

namespace Cadre.Fleet.Tests.State;

/// <summary>Small fleets of all kinds, contradictory ones included: circles, unknown names, finished blockers, late and silent agents.</summary>
internal static class Fleets
{
    private static readonly string[] AgentNames = ["ada", "bob", "cyd", "dan", "eve"];
    private static readonly string[] Outputs = ["plan", "copy"];

    private static Gen<Agent> AnyAgent(string id) =>
        from status in Gen.Elements(Enum.GetValues<AgentStatus>())
        from type in Gen.Elements("lead", "backend-worker")
        from task in Gen.Choose(0, 8)
        from risk in Gen.Elements(0.0, 69.9, 70, 89.9, 90, 100)
        from silent in Gen.Elements(0L, 600_000, 600_001, 1_800_001, 86_400_000, -5_000)
        from dependencies in Gen.SubListOf([.. AgentNames, .. Outputs, "nobody"])
        from depends in Gen.Choose(0, 2)
        from delayed in Gen.SubListOf(Outputs)
        from late in Gen.Choose(0, 2)
        from heldUp in Gen.Choose(0, 2)
        select Given.Agent(
            id, status, type, task == 0 ? null : task, status is AgentStatus.Blocked ? "waiting for approval" : null, risk, silent,
            depends == 0 ? [.. dependencies] : [], late == 0 ? [.. delayed] : [], heldUp == 0 ? ["report"] : []);

    private static Gen<FleetTask> AnyTask(int id) =>
        from status in Gen.Elements(Enum.GetValues<FleetTaskStatus>())
        from agent in Gen.Elements([null, "nobody", .. AgentNames])
        from blockers in Gen.Choose(0, 3)
        from blockedBy in Gen.Choose(1, 9).ArrayOf(blockers)
        from progress in Gen.Elements<double?>(null, 0, 40)
        select Given.Task(id, status, agent, [.. blockedBy.Select(blocker => (long)blocker)], progress);

    /// <summary>Up to five agents and eight tasks.</summary>
    public static Gen<(Agent[] Agents, FleetTask[] Tasks)> Parts { get; } =
        from agents in Gen.CollectToArray(AgentNames, AnyAgent)
        from tasks in Gen.CollectToArray(Enumerable.Range(1, 8), AnyTask)
        from fewerAgents in Gen.Choose(0, agents.Length)
        from fewerTasks in Gen.Choose(0, tasks.Length)
        select (agents[..fewerAgents], tasks[..fewerTasks]);

    public static Gen<FleetState> All { get; } = Parts.Select(parts => Given.StateOf([.. parts.Agents], [.. parts.Tasks]));

    /// <summary>A fleet twice: the same entities in two orders.</summary>
    public static Gen<(FleetState One, FleetState Other)> InTwoOrders { get; } =
        from parts in Parts
        from agents in Gen.Shuffle(parts.Agents)
        from tasks in Gen.Shuffle(parts.Tasks)
        select (Given.StateOf([.. parts.Agents], [.. parts.Tasks]), Given.StateOf([.. agents], [.. tasks]));

    /// <summary>Tries the same cases on every run.</summary>
    public static void Holds<T>(this Gen<T> cases, Action<T> property, int times = 500) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(times).WithReplay(20_260_101UL, 1UL),
            Prop.ForAll(cases.ToArbitrary(), property));
}
