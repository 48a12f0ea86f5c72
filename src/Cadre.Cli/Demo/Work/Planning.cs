using Cadre.Cli.Demo.Plans;
using Cadre.Cli.Demo.Staging;
using Cadre.Fleet;

namespace Cadre.Cli.Demo.Work;

/// <summary>Plans the next epic when work runs low, so that there is always something to do and never too much.</summary>
internal sealed class Planning : IScene
{
    public const int MostOpen = 60;
    private const int FewReady = 3;

    public async IAsyncEnumerable<TimeSpan> Play(Stage stage)
    {
        while (true)
        {
            var fleet = await stage.Look();
            if (fleet.Ready.Count() < FewReady && fleet.Open.Count() < MostOpen)
            {
                var epic = Epic.Next(fleet);
                await stage.Say(Roster.Lead, $"Planned: {epic.Name}", "epic_planned");
                await PlanEpic(stage, epic);
            }
            yield return TimeSpan.FromSeconds(4);
        }
    }

    /// <returns>The numbers of its tasks; shorter if one was refused.</returns>
    public static async Task<List<TaskId>> PlanEpic(Stage stage, Epic epic)
    {
        List<TaskId> ids = [];
        foreach (var step in epic.Steps)
        {
            if (await stage.Plan(epic.TitleOf(step), [.. step.After.Select(place => ids[place])]) is not { } id) break;
            ids.Add(id);
        }
        return ids;
    }
}
