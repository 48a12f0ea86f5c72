using Cadre.Cli.Demo.Staging;
using Cadre.Fleet;

namespace Cadre.Cli.Demo.Work;

/// <summary>The daily work: every agent that no other scene has cast takes a small step when its turn comes.</summary>
internal sealed class Shift : IScene
{
    private const double BurstProbability = 0.04;
    private const int BurstLength = 5;

    public async IAsyncEnumerable<TimeSpan> Play(Stage stage)
    {
        var burst = 0;
        while (true)
        {
            var team = stage.Chance.Shuffled((await stage.Look()).Agents.Where(agent => agent.IsSimulated).Select(agent => agent.Id));
            foreach (var id in team)
            {
                var fleet = await stage.Look();
                if (!stage.IsFree(id) || fleet.Agents.Find(id) is not { } agent) continue;
                await DailyWork.Step(stage, fleet, agent);
                if (burst == 0 && stage.Chance.Happens(BurstProbability)) burst = BurstLength;
                yield return burst > 0 && --burst > 0 ? stage.Chance.Seconds(0.05, 0.15) : stage.Chance.Seconds(0.7, 1.1);
            }
            yield return TimeSpan.FromMilliseconds(200);
        }
    }
}
