using Cadre.Cli.Demo.Plans;
using Cadre.Cli.Demo.Scenes;
using Cadre.Cli.Demo.Staging;
using Cadre.Fleet;

namespace Cadre.Cli.Demo.Work;

/// <summary>Sets a believable picture up at once, over whatever an earlier run left behind.</summary>
internal sealed class Opening : IScene
{
    private const int Epics = 9;
    private const int DoneEpics = 3;

    public async IAsyncEnumerable<TimeSpan> Play(Stage stage)
    {
        await stage.Announce("Everything in this workspace is simulated: the agents, their work, their questions. Nothing here is real.");
        var before = await stage.Look();
        await Leftovers.Clear(stage, before);
        foreach (var member in Roster.Team)
        {
            var fresh = member.Fresh(stage.Chance.Next(9_000, 120_000)) with { TasksCompleted = stage.Chance.Next(3, 60) };
            if (before.Agents.ContainsKey(member.Id)) await stage.Report(member.Id, fresh);
            else await stage.Join(member, fresh);
        }
        if (before.Tasks.Count == 0) await PlanAll(stage);
        await BeginWork(stage);
        foreach (var scene in (IScene[])[new Shift(), new Planning(), new Staffing(), new Caretaking(), new Troubles()]) stage.Start(scene);
        yield break;
    }

    private static async Task PlanAll(Stage stage)
    {
        for (var number = 0; number < Epics; number++)
        {
            var ids = await Planning.PlanEpic(stage, Epic.Next(await stage.Look()));
            var done = number < DoneEpics ? ids.Count : number == DoneEpics ? 1 : 0;
            foreach (var id in ids.Take(done))
            {
                var member = stage.Chance.Pick(Roster.Team)!;
                if (await stage.Assign(id, member.Id)) await stage.Complete(id);
            }
        }
    }

    private static async Task BeginWork(Stage stage)
    {
        foreach (var member in Roster.Team)
        {
            var fleet = await stage.Look();
            if (fleet.Agents.Find(member.Id) is not { } agent) continue;
            await DailyWork.TakeNext(stage, fleet, agent);
            if ((await stage.Look()).InProgressOf(member.Id).FirstOrDefault() is not { } task) continue;
            double progress = stage.Chance.Next(5, 75);
            await stage.Progress(task.Id, progress);
            await stage.Report(member.Id, new() { Progress = progress, RiskScore = Vitals.RiskOf(fleet, agent) });
            if (stage.Chance.Happens(0.5)) await Chronicle.Tell(stage, member.Id, task);
        }
        await stage.Claim(AgentId.Parse("qa/radia"), "port:5432", "database of the integration tests");
    }
}
