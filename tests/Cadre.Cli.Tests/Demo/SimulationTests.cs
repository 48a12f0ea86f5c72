using Cadre.Cli.Demo.Plans;
using Cadre.Cli.Demo.Staging;
using Cadre.Fleet;

namespace Cadre.Cli.Tests.Demo;

public sealed class SimulationTests
{
    [Fact]
    public async Task Same_seed_gives_the_same_events()
    {
        await using var first = await SimulatedHub.StartAsync(seed: 7);
        await using var second = await SimulatedHub.StartAsync(seed: 7);
        await using var other = await SimulatedHub.StartAsync(seed: 8);
        foreach (var hub in (SimulatedHub[])[first, second, other]) await hub.RunAsync(TimeSpan.FromSeconds(100));

        var log = await first.LogAsync();

        log.Count.ShouldBeGreaterThan(400);
        (await second.LogAsync()).ShouldBe(log);
        (await other.LogAsync()).ShouldNotBe(log);
    }

    [Fact]
    public async Task First_two_seconds_show_a_whole_fleet()
    {
        await using var hub = await SimulatedHub.StartAsync();

        await hub.RunAsync(TimeSpan.FromSeconds(2));

        var fleet = await hub.FleetAsync();
        fleet.Agents.Count.ShouldBe(12);
        fleet.Agents.All(agent => agent.IsSimulated).ShouldBeTrue();
        fleet.Agents.Count(agent => agent.Status is AgentStatus.Running).ShouldBeGreaterThan(8);
        fleet.Tasks.Count.ShouldBeInRange(38, 60);
        fleet.Tasks.Count(task => task.Status is FleetTaskStatus.Completed).ShouldBeGreaterThan(10);
        fleet.Tasks.Count(task => !task.BlockedBy.IsEmpty).ShouldBeGreaterThan(5);
        fleet.Claims.Count.ShouldBeGreaterThan(2);
        (await hub.LogAsync())[0].ShouldContain("simulated");
    }

    [Fact]
    public async Task First_ten_seconds_show_an_agent_that_asks_for_approval()
    {
        await using var hub = await SimulatedHub.StartAsync();

        await hub.RunAsync(TimeSpan.FromSeconds(10));

        (await hub.FleetAsync()).Agents.ShouldContain(agent => agent.Status == AgentStatus.Blocked && agent.Meta!.Value.ToString().Contains("\"kind\":\"approval\""));
    }

    [Fact]
    public async Task Every_kind_of_prediction_shows_within_three_minutes_and_silence_when_it_is_long_enough()
    {
        await using var hub = await SimulatedHub.StartAsync();
        var kinds = new HashSet<string>();

        await hub.RunAsync(TimeSpan.FromMinutes(3), LookAsync);
        kinds.Order().ShouldBe(
        [
            PredictionKinds.BlockedOutput, PredictionKinds.DelayedOutput, PredictionKinds.HighRisk, PredictionKinds.OrphanedTask,
            PredictionKinds.Overload, PredictionKinds.WaitForCycle,
        ]);
        await hub.RunAsync(TimeSpan.FromMinutes(9), LookAsync);
        kinds.ShouldContain(PredictionKinds.StaleAgent);

        async Task<bool> LookAsync()
        {
            kinds.UnionWith((await hub.Api.GetPredictionsAsync()).Items.Select(prediction => prediction.Kind));
            return false;
        }
    }

    [Fact]
    public async Task Work_goes_on_at_an_even_pace_without_piling_up()
    {
        await using var hub = await SimulatedHub.StartAsync();
        await hub.RunAsync(TimeSpan.FromMinutes(5));
        var before = Completed(await hub.FleetAsync());
        var (mostOpen, mostClaims, mostAgents) = (0, 0, 0);

        await hub.RunAsync(TimeSpan.FromMinutes(20), async () =>
        {
            var fleet = await hub.FleetAsync();
            (mostOpen, mostClaims, mostAgents) = (Math.Max(mostOpen, fleet.Open.Count()), Math.Max(mostClaims, fleet.Claims.Count), Math.Max(mostAgents, fleet.Agents.Count));
            return false;
        });

        ((Completed(await hub.FleetAsync()) - before) / 20.0).ShouldBeInRange(3, 6);
        mostOpen.ShouldBeLessThan(80);
        mostClaims.ShouldBeLessThan(20);
        mostAgents.ShouldBeLessThan(15);
    }

    [Fact]
    public async Task Second_run_over_the_state_of_the_first_begins_anew()
    {
        await using var hub = await SimulatedHub.StartAsync();
        await hub.UntilAsync(fleet => fleet.Agents.Count > Roster.Team.Count && fleet.Agents.Any(agent => agent.IsStuck), "a fleet in the middle of its scenes");
        var before = await hub.FleetAsync();

        await hub.BeginAsync();
        await hub.RunAsync(TimeSpan.FromSeconds(1));

        var fleet = await hub.FleetAsync();
        fleet.Agents.Select(agent => agent.Id).ShouldBe(Roster.Team.Select(member => member.Id), ignoreOrder: true);
        fleet.Agents.Any(agent => agent.IsStuck).ShouldBeFalse();
        fleet.Tasks.Count.ShouldBeInRange(before.Tasks.Count, before.Tasks.Count + 6);
        await hub.RunAsync(TimeSpan.FromMinutes(5));
        Completed(await hub.FleetAsync()).ShouldBeGreaterThan(Completed(before) + 5);
    }

    private static int Completed(FleetState fleet) => fleet.Tasks.Count(task => task.Status is FleetTaskStatus.Completed);
}
