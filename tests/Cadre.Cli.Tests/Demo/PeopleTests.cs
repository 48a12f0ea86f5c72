using Cadre.Cli.Demo.Plans;
using Cadre.Cli.Demo.Staging;
using Cadre.Client;
using Cadre.Fleet;
using Cadre.Query;

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
    public async Task Agent_that_a_person_answers_says_that_it_heeds_the_answer()
    {
        await using var hub = await SimulatedHub.StartAsync();
        var asking = await AskingAsync(hub, static agent => agent.Status is AgentStatus.Blocked && !IsForApproval(agent) && agent.Dependencies.IsEmpty);

        await AnswerAsync(hub, asking, "the first one");

        await hub.RunAsync(TimeSpan.FromSeconds(5));
        (await WordsOfAsync(hub, asking.Id)).ShouldContain("Going on with the answer: the first one");
    }

    [Theory]
    [InlineData("approved", "Approved: ", "Denied: ")]
    [InlineData("denied", "Denied: ", "Approved: ")]
    public async Task Agent_that_asks_for_approval_does_what_a_person_says_and_asks_no_more(string answer, string said, string unsaid)
    {
        await using var hub = await SimulatedHub.StartAsync();
        var asking = await AskingAsync(hub, IsForApproval);
        asking.Blocker.ShouldNotBeNullOrEmpty();
        asking.Meta!.Value.GetProperty("command").GetString().ShouldNotBeNullOrEmpty();

        await AnswerAsync(hub, asking, answer);

        await hub.RunAsync(TimeSpan.FromSeconds(5));
        var words = await WordsOfAsync(hub, asking.Id);
        words.ShouldContain(line => line.StartsWith(said, StringComparison.Ordinal));
        words.ShouldNotContain(line => line.StartsWith(unsaid, StringComparison.Ordinal));
        var after = (await hub.Api.GetAgentAsync(asking.Id)).State;
        IsForApproval(after).ShouldBeFalse();
        after.IsSimulated.ShouldBeTrue();
        after.Status.ShouldBe(AgentStatus.Running);
        (await hub.FleetAsync()).Claims.ShouldNotContain(claim => claim.Resource == "slot:deploy-production");
    }

    [Fact]
    public async Task Agent_that_asks_for_approval_goes_on_with_the_leads_yes_when_no_person_comes()
    {
        await using var hub = await SimulatedHub.StartAsync();
        var asking = await AskingAsync(hub, IsForApproval);

        await hub.UntilAsync(fleet => fleet.Agents.Find(asking.Id) is { Status: not AgentStatus.Blocked }, "somebody said yes");

        IsForApproval((await hub.Api.GetAgentAsync(asking.Id)).State).ShouldBeFalse();
        (await WordsOfAsync(hub, Roster.Lead)).ShouldContain(line => line.StartsWith($"{asking.Id}: approved.", StringComparison.Ordinal));
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

    private static bool IsForApproval(Agent agent) => agent.Status is AgentStatus.Blocked && agent.Meta!.Value.TryGetProperty("kind", out var kind) && kind.GetString() == "approval";

    private static async Task<Agent> AskingAsync(SimulatedHub hub, Func<Agent, bool> asks)
    {
        Agent? asking = null;
        await hub.UntilAsync(fleet => (asking = fleet.Agents.FirstOrDefault(asks)) is not null, "an agent that asks");
        return asking!;
    }

    // As the dashboard does.
    private static async Task AnswerAsync(SimulatedHub hub, Agent agent, string answer)
    {
        using var queries = new QueryClient();
        var actions = new FleetActions(hub.Api, new FleetQueries(hub.Api, () => null));
        await queries.MutateAsync(actions.Answer, new AgentAnswer(agent.Id, answer, new() { Status = AgentStatus.Running, Blocker = new(null) }));
    }

    private static async Task<List<string>> WordsOfAsync(SimulatedHub hub, AgentId agent) =>
        [.. (await hub.FleetAsync()).Activity.Where(item => item.Agent == agent.Value).Select(item => item.Message)];

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
