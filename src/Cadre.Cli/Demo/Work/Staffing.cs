using Cadre.Cli.Demo.Plans;
using Cadre.Cli.Demo.Staging;

namespace Cadre.Cli.Demo.Work;

/// <summary>Fills places that stay empty. Who was retired stays away; somebody else comes, after a while.</summary>
internal sealed class Staffing : IScene
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan UntilNext = TimeSpan.FromSeconds(20);

    public async IAsyncEnumerable<TimeSpan> Play(Stage stage)
    {
        TimeSpan? since = null;
        while (true)
        {
            var fleet = await stage.Look();
            var team = fleet.Agents.Where(agent => agent.IsSimulated).ToList();
            if (team.Count >= Roster.Team.Count) since = null;
            else if ((since ??= stage.Now) + Grace <= stage.Now)
            {
                var missing = Roster.Team.GroupBy(member => member.Type).MaxBy(places => places.Count() - team.Count(agent => agent.Type == places.Key))!.Key;
                var member = stage.Bench.Next(fleet, missing);
                if (await stage.Join(member, member.Fresh(stage.Chance.Next(8_000, 20_000)))) await stage.Say(member.Id, $"Joined for {missing}", "agent_created");
                since = stage.Now - Grace + UntilNext;
            }
            yield return TimeSpan.FromSeconds(10);
        }
    }
}
