using Cadre.Cli.Demo.Plans;
using Cadre.Cli.Demo.Staging;
using Cadre.Fleet;

namespace Cadre.Cli.Demo.Work;

/// <summary>What a run that ended in the middle of its scenes leaves behind.</summary>
internal static class Leftovers
{
    public static async Task Clear(Stage stage, FleetState fleet)
    {
        var ours = fleet.Agents.Where(agent => agent.IsSimulated).Select(agent => agent.Id).ToHashSet();
        foreach (var claim in fleet.Claims.Where(claim => ours.Contains(claim.AgentId))) await stage.Release(claim.Id);
        foreach (var id in ours.Where(id => Roster.Team.All(member => member.Id != id))) await stage.Retire(id);
        foreach (var task in fleet.Open)
        {
            var isHeldByOthers = task.AgentId is { } holder && fleet.Agents.ContainsKey(holder) && !ours.Contains(holder);
            if (task.Status is FleetTaskStatus.Failed or FleetTaskStatus.InProgress && !isHeldByOthers) await stage.Requeue(task.Id);
        }
        await BreakCircles(stage);
    }

    private static async Task BreakCircles(Stage stage)
    {
        while (WorkGraph.Of(await stage.Look()) is { } graph && graph.Cycles.FirstOrDefault(IsOfTasks) is { IsDefault: false } circle)
        {
            var fleet = await stage.Look();
            var first = TaskOf(circle[0]);
            var members = circle.Select(TaskOf).ToHashSet();
            if (fleet.Tasks.Find(first) is not { } task || !await stage.Wait(first, task.BlockedBy.RemoveAll(members.Contains))) return;
        }

        static bool IsOfTasks(System.Collections.Immutable.ImmutableArray<string> circle) => circle[0].StartsWith("task:", StringComparison.Ordinal);
        static TaskId TaskOf(string node) => new(long.Parse(node.AsSpan("task:".Length), System.Globalization.CultureInfo.InvariantCulture));
    }
}
