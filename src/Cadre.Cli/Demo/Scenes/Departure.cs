using Cadre.Cli.Demo.Plans;
using Cadre.Cli.Demo.Staging;
using Cadre.Fleet;

namespace Cadre.Cli.Demo.Scenes;

/// <summary>A helper comes for one task and is gone before it is done: nobody works on it, though it looks so.</summary>
internal sealed class Departure : Trouble
{
    private (AgentId Helper, TaskId Task)? _orphan;

    protected override async IAsyncEnumerable<TimeSpan> Prelude(Stage stage)
    {
        var fleet = await stage.Look();
        if (await ReadyTask(stage, fleet) is not { } task) yield break;
        var type = (fleet.Tasks.Find(task) is { } ready ? Epic.TypeOf(ready) : null) ?? "backend-worker";
        var helper = stage.Bench.Next(fleet, type);
        Cast(stage, helper.Id);
        if (!await stage.Join(helper, helper.Fresh(12_000)) || !await stage.Assign(task, helper.Id)) yield break;
        await stage.Say(helper.Id, "Here to help with one task", "agent_created");
        _orphan = (helper.Id, task);
        foreach (var percent in (double[])[8, 15, 27])
        {
            yield return stage.Chance.Seconds(2, 3.5);
            if (!IsAtWork(await stage.Look())) yield break;
            await stage.Progress(task, percent);
        }
    }

    protected override async Task<bool> Begin(Stage stage, FleetState fleet)
    {
        if (_orphan is not { } orphan || !IsAtWork(fleet)) return false;
        // With its task in its hands it would give it back.
        return await stage.Report(orphan.Helper, new() { Status = AgentStatus.Idle, CurrentTask = new(null) }) && await stage.Retire(orphan.Helper);
    }

    protected override bool Stands(FleetState fleet) =>
        _orphan is { } orphan && fleet.Tasks.Find(orphan.Task) is { Status: FleetTaskStatus.InProgress } task && task.AgentId == orphan.Helper && !fleet.Agents.ContainsKey(orphan.Helper);

    protected override async Task Settle(Stage stage, FleetState fleet, bool byPerson)
    {
        if (byPerson || _orphan is not { } orphan) return;
        await stage.Say(Roster.Lead, $"#{orphan.Task} was left behind by {orphan.Helper}; it is free again", ActivityTypes.BlockerResolved);
        await stage.Requeue(orphan.Task);
    }

    private bool IsAtWork(FleetState fleet) => _orphan is { } orphan && fleet.Agents.Find(orphan.Helper) is { } helper && fleet.WorkOf(helper)?.Id == orphan.Task;

    private static async Task<TaskId?> ReadyTask(Stage stage, FleetState fleet) =>
        stage.Chance.Pick(fleet.Ready)?.Id ?? await stage.Plan("Hotfix: letterhead is cut off in print");
}
