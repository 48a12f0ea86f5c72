using Cadre.Cli.Demo.Plans;
using Cadre.Cli.Demo.Staging;
using Cadre.Client;
using Cadre.Fleet;

namespace Cadre.Cli.Tests.Demo;

/// <summary>What people do on the dashboard stays done.</summary>
public sealed class PeopleTests
{
    [Fact]
    public async Task Agent_that_a_person_retires_stays_away_and_another_one_comes()
    {
        await using var hub = await SimulatedHub.StartAsync();
        var gone = AgentId.Parse("backend/ada");
        await hub.RunAsync(TimeSpan.FromSeconds(30));

        await hub.Api.RetireAgentAsync(gone);
        var returned = false;
        await hub.RunAsync(TimeSpan.FromMinutes(6), async () =>
        {
            returned |= (await hub.FleetAsync()).Agents.ContainsKey(gone);
            return false;
        });

        returned.ShouldBeFalse();
        (await hub.FleetAsync()).Agents.Count.ShouldBeGreaterThanOrEqualTo(Roster.Team.Count);
    }

    [Fact]
    public async Task Agent_that_a_person_unblocks_goes_on_with_its_task()
    {
        await using var hub = await SimulatedHub.StartAsync();
        AgentId? blocked = null;
        await hub.UntilAsync(fleet => (blocked = fleet.Agents.FirstOrDefault(agent => agent.Status is AgentStatus.Blocked)?.Id) is not null, "a blocked agent");
        var id = blocked!.Value;
        var work = (await hub.Api.GetAgentAsync(id)).State.CurrentTask.ShouldNotBeNull();
        var progress = (await hub.FleetAsync()).Tasks[work.Id].Progress ?? 0;

        await hub.Api.UpdateAgentAsync(id, new() { Status = AgentStatus.Resolved, Blocker = new(null), RiskScore = 0, BlockedTasks = new([]) });

        await hub.RunAsync(TimeSpan.FromSeconds(40));
        var task = (await hub.FleetAsync()).Tasks[work.Id];
        (task.Status is FleetTaskStatus.Completed || task.Progress > progress).ShouldBeTrue($"{task}");
        (await hub.LogAsync()).ShouldContain(line => line.Contains($"\"agent\":\"{id}\"", StringComparison.Ordinal) && line.Contains("a person settled it", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Task_that_a_person_gives_to_another_agent_stays_there_and_is_completed()
    {
        await using var hub = await SimulatedHub.StartAsync();
        await hub.RunAsync(TimeSpan.FromSeconds(5));
        var fleet = await hub.FleetAsync();
        var taker = Roster.Lead;
        var task = fleet.Tasks.First(task => task.Status is FleetTaskStatus.InProgress && task.AgentId != taker);

        await hub.Api.AssignTaskAsync(task.Id, taker);

        await hub.UntilAsync(fleet => fleet.Tasks[task.Id].Status is FleetTaskStatus.Completed, "the task is completed");
        (await hub.FleetAsync()).Tasks[task.Id].AgentId.ShouldBe(taker);
    }

    [Fact]
    public async Task Agent_that_is_not_simulated_is_left_alone()
    {
        await using var hub = await SimulatedHub.StartAsync();
        await hub.RunAsync(TimeSpan.FromSeconds(5));
        var real = AgentId.Parse("real");
        await hub.Api.CreateAgentAsync(real, new() { Status = AgentStatus.Blocked, Blocker = "a real question" });

        await hub.RunAsync(TimeSpan.FromMinutes(4));
        await hub.BeginAsync();
        await hub.RunAsync(TimeSpan.FromMinutes(1));

        (await hub.Api.GetAgentAsync(real)).State.Version.ShouldBe(1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Simulation_survives_people_who_do_anything_at_any_time(int seed)
    {
        await using var hub = await SimulatedHub.StartAsync(seed);
        var chance = new Random(seed);

        await hub.RunAsync(TimeSpan.FromMinutes(8), async () =>
        {
            try
            {
                await MeddleAsync(hub.Api, await hub.FleetAsync(), chance);
            }
            catch (HubException)
            {
                // People are refused as well.
            }
            return false;
        });

        var before = (await hub.LogAsync()).Count;
        await hub.RunAsync(TimeSpan.FromMinutes(4));
        (await hub.LogAsync()).Count.ShouldBeGreaterThan(before + 100);
        (await hub.FleetAsync()).Agents.Count(agent => agent.IsSimulated).ShouldBeGreaterThan(3);
    }

    private static async Task MeddleAsync(HubApi api, FleetState fleet, Random chance)
    {
        if (chance.Pick(fleet.Agents) is not { } agent || chance.Pick(fleet.Tasks) is not { } task || chance.Pick(fleet.Tasks) is not { } blocker) return;
        switch (chance.Next(14))
        {
            case 0:
                await api.RetireAgentAsync(agent.Id);
                break;
            case 1:
                await api.AssignTaskAsync(task.Id, agent.Id);
                break;
            case 2:
                await api.BlockTaskAsync(task.Id, [blocker.Id]);
                break;
            case 3:
                await api.UnblockTaskAsync(task.Id);
                break;
            case 4:
                await api.UpdateTaskAsync(task.Id, new() { Status = (FleetTaskStatus)chance.Next(5) });
                break;
            case 5:
                await api.UpdateAgentAsync(agent.Id, new() { Status = (AgentStatus)chance.Next(5), CurrentTask = new(null) });
                break;
            case 6 when chance.Pick(fleet.Claims) is { } claim:
                await api.ReleaseClaimAsync(claim.Id);
                break;
        }
    }
}
