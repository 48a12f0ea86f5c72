using Cadre.Cli.Demo.Plans;
using Cadre.Cli.Demo.Staging;
using Cadre.Fleet;

namespace Cadre.Cli.Demo.Work;

/// <summary>What one agent does next, from wherever it finds itself.</summary>
internal static class DailyWork
{
    public static Task Step(Stage stage, FleetState fleet, Agent agent)
    {
        // Its trouble is somebody's to settle.
        if (agent.IsStuck) return Task.CompletedTask;
        if (fleet.WorkOf(agent) is { } task) return GoOn(stage, fleet, agent, task);
        return fleet.InProgressOf(agent.Id).FirstOrDefault() is { } left ? stage.Assign(left.Id, agent.Id) : TakeNext(stage, fleet, agent);
    }

    /// <summary>Takes a ready task, rather one of its own trade, and claims the files it is about.</summary>
    public static async Task TakeNext(Stage stage, FleetState fleet, Agent agent)
    {
        foreach (var claim in fleet.ClaimsOf(agent.Id)) await stage.Release(claim.Id);
        var next = fleet.Ready.OrderBy(task => Epic.TypeOf(task) is { } type ? type == agent.Type ? 0 : 2 : 1).FirstOrDefault();
        if (next is not null && await stage.Assign(next.Id, agent.Id))
        {
            var resource = $"path:src/{Epic.AreaOf(next)}/{Roster.TeamOf(Epic.TypeOf(next) ?? agent.Type)}/**";
            if (stage.Chance.Happens(0.6)) await stage.Claim(agent.Id, resource, next.Title);
            await stage.Report(agent.Id, new() { Progress = new(next.Progress ?? 0) });
        }
        else if (agent.Status is not AgentStatus.Idle || agent.CurrentTask is not null)
        {
            await stage.Report(agent.Id, new() { Status = AgentStatus.Idle, CurrentTask = new(null), Progress = new(null), RiskScore = 4 });
        }
    }

    private static async Task GoOn(Stage stage, FleetState fleet, Agent agent, FleetTask task)
    {
        var progress = (task.Progress ?? 0) + stage.Chance.Next(4, 14);
        if (progress >= 100)
        {
            await Finish(stage, agent, task);
            return;
        }
        await stage.Progress(task.Id, progress);
        var context = agent.ContextTokens + stage.Chance.Next(1_200, 7_000);
        if (context >= Vitals.FullContext) context = await Compact(stage, agent, context);
        await stage.Report(agent.Id, new()
        {
            Status = AgentStatus.Running,
            Blocker = new(null),
            Progress = progress,
            ContextTokens = context,
            RiskScore = Vitals.RiskOf(fleet, agent),
        });
        if (stage.Chance.Happens(0.3)) await Chronicle.Tell(stage, agent.Id, task);
    }

    private static async Task Finish(Stage stage, Agent agent, FleetTask task)
    {
        await Chronicle.Commit(stage, agent.Id, task);
        if (!await stage.Complete(task.Id)) return;
        foreach (var claim in (await stage.Look()).ClaimsOf(agent.Id)) await stage.Release(claim.Id);
        await stage.Report(agent.Id, new() { TasksCompleted = agent.TasksCompleted + 1, Progress = new(null) });
    }

    private static async Task<long> Compact(Stage stage, Agent agent, long context)
    {
        long left = stage.Chance.Next(28_000, 46_000);
        await stage.Say(agent.Id, $"Context compacted: {context / 1_000}k to {left / 1_000}k tokens", "context_compacted", new { before = context, after = left });
        return left;
    }
}
