using Cadre.Fleet;
using Cadre.Live.Tests.Faults;

namespace Cadre.Client.Tests.Api;

public sealed class HubApiTests : IAsyncLifetime
{
    private static readonly AgentId Ada = AgentId.Parse("ada/ünï?");

    private HubHost _hub = null!;
    private HttpClient _http = null!;
    private HubApi _api = null!;

    public async ValueTask InitializeAsync()
    {
        _hub = await HubHost.StartAsync();
        _http = HubHttp.Create(_hub.Address);
        _api = new HubApi(_http);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task Agents_are_created_read_changed_listed_and_retired()
    {
        var created = await _api.CreateAgentAsync(Ada, new AgentPatch { Type = "worker", RiskScore = 12.5 });
        (created.State.Id, created.State.Version, created.State.RiskScore).ShouldBe((Ada, 1, 12.5));
        var changed = await _api.UpdateAgentAsync(Ada, new AgentPatch { Status = AgentStatus.Blocked, Blocker = "keys" }, new WriteOptions(Version: 1));
        changed.State.Version.ShouldBe(2);
        var read = await _api.GetAgentAsync(Ada);
        (read.State.Blocker, read.State.Status, read.Cursor).ShouldBe(("keys", AgentStatus.Blocked, changed.Cursor));
        (await _api.GetAgentsAsync(new AgentFilter { Status = AgentStatus.Blocked })).Items.ShouldHaveSingleItem().Id.ShouldBe(Ada);
        (await _api.GetAgentsAsync(new AgentFilter { Type = "lead" })).Total.ShouldBe(0);
        (await _api.UpdateAgentAsync(Ada, new AgentPatch { Blocker = new(null) })).State.Blocker.ShouldBeNull();
        await _api.RetireAgentAsync(Ada);
        (await Should.ThrowAsync<HubNotFoundException>(() => _api.GetAgentAsync(Ada))).Problem.Value.ShouldBe(Ada.Value);
    }

    [Fact]
    public async Task Tasks_are_created_assigned_blocked_unblocked_and_completed()
    {
        await _api.CreateAgentAsync(Ada);
        await _api.CreateTaskAsync("build", new TaskId(17));
        var test = await _api.CreateTaskAsync("test", blockedBy: [new TaskId(17)]);
        test.State.Status.ShouldBe(FleetTaskStatus.Blocked);
        (await _api.UnblockTaskAsync(test.State.Id)).State.Status.ShouldBe(FleetTaskStatus.Pending);
        (await _api.BlockTaskAsync(test.State.Id, [new TaskId(17)])).State.BlockedBy.ShouldBe([new TaskId(17)]);
        (await _api.AssignTaskAsync(new TaskId(17), Ada)).State.AgentId.ShouldBe(Ada);
        (await _api.GetTasksAsync(new TaskFilter { Agent = Ada })).Items.ShouldHaveSingleItem().Id.Value.ShouldBe(17);
        var progressed = await _api.UpdateTaskAsync(new TaskId(17), new TaskPatch { Title = "build it", Progress = 40 });
        (progressed.State.Title, progressed.State.Progress).ShouldBe(("build it", 40));
        await _api.UpdateTaskAsync(new TaskId(17), new TaskPatch { Status = FleetTaskStatus.Completed });
        (await _api.GetTaskAsync(test.State.Id)).State.Status.ShouldBe(FleetTaskStatus.Pending);
        (await _api.GetProgressAsync()).State!.Percentage.ShouldBe(50);
    }

    [Fact]
    public async Task Claims_exclude_and_are_renewed_and_released()
    {
        await _api.CreateAgentAsync(Ada);
        await _api.CreateAgentAsync(AgentId.Parse("bob"));
        var claim = await _api.AcquireClaimAsync(Ada, "path:src/**", lasting: TimeSpan.FromMinutes(10), note: "refactoring");
        var refused = await Should.ThrowAsync<HubConflictException>(() => _api.AcquireClaimAsync(AgentId.Parse("bob"), "path:src/a.cs"));
        refused.Problem.Json.GetProperty("holders")[0].GetProperty("agentId").GetString().ShouldBe(Ada.Value);
        (await _api.RenewClaimAsync(claim.State.Id)).State.Version.ShouldBe(2);
        (await _api.GetClaimsAsync()).Items.ShouldHaveSingleItem().Note.ShouldBe("refactoring");
        await _api.ReleaseClaimAsync(claim.State.Id);
        (await _api.GetClaimsAsync()).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_state_the_graph_the_conflicts_and_the_activity_are_read()
    {
        (await _api.GetProgressAsync()).State.ShouldBeNull();
        await _api.CreateAgentAsync(Ada, new AgentPatch { Status = AgentStatus.Blocked, Blocker = "keys", RiskScore = 90, BlockedTasks = new(["deploy"]) });
        await _api.CreateTaskAsync("build", new TaskId(1));
        await _api.CreateTaskAsync("test", new TaskId(2), [new TaskId(1)]);
        var said = await _api.AddActivityAsync("found the bug", "ada");
        (await _api.GetActivityAsync(1)).Items.ShouldHaveSingleItem().Message.ShouldBe("found the bug");
        var graph = await _api.GetGraphAsync();
        graph.State.Edges.ShouldContain(new WorkEdge("task:2", "task:1", "blocked_by"));
        graph.State.Ready.ShouldBe([new TaskId(1)]);
        var predictions = await _api.GetPredictionsAsync();
        predictions.Items.ShouldNotBeEmpty();
        predictions.Items.ShouldAllBe(prediction => prediction.Summary.Length > 0 && prediction.Risk >= 0);
        predictions.Items.SelectMany(prediction => prediction.SuggestedActions).ShouldNotBeEmpty();
        var state = await _api.GetStateAsync();
        state.Cursor.ShouldBe(said.Cursor);
        state.State.Tasks.Count.ShouldBe(2);
        (await _api.GetStateAsync(new Live.StreamCursor(said.Cursor.Epoch, 1).ToString())).State.Tasks.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Events_go_in_and_come_out()
    {
        var batch = await _api.SendEventsAsync(
        [
            new AgentCreated(new Agent { Id = Ada }),
            new AgentUpdated(Ada, new AgentPatch { RiskScore = 5 }, 0),
            new AgentUpdated(AgentId.Parse("nobody"), new AgentPatch { RiskScore = 5 }, 0),
        ]);
        (batch.Accepted, batch.Rejected).ShouldBe((2, 1));
        batch.Results[2].Problem!.Code.ShouldBe("not-found");
        var first = await _api.GetEventsAsync(limit: 1);
        first.More.ShouldBeTrue();
        first.Events.ShouldHaveSingleItem().Fact.ShouldBeOfType<AgentCreated>().Agent.Id.ShouldBe(Ada);
        var rest = await _api.GetEventsAsync(first.Cursor);
        rest.Events[0].Fact.ShouldBeOfType<AgentUpdated>().Changes.RiskScore.Value.ShouldBe(5);
        (await _api.GetEventsAsync(new Live.StreamCursor("elsewhere", 3))).Reset.ShouldBe("unknown-epoch");
        await Should.ThrowAsync<HubInvalidException>(() => _api.SendEventsAsync([new AgentRetired(AgentId.Parse("nobody"), 0)], atomic: true));
    }

    [Fact]
    public async Task A_write_with_a_key_happens_once_and_one_with_an_old_version_not_at_all()
    {
        await _api.CreateAgentAsync(Ada);
        var first = await _api.UpdateAgentAsync(Ada, new AgentPatch { RiskScore = 1 }, new WriteOptions(Key: "once"));
        var again = await _api.UpdateAgentAsync(Ada, new AgentPatch { RiskScore = 1 }, new WriteOptions(Key: "once"));
        again.Cursor.ShouldBe(first.Cursor);
        (await Should.ThrowAsync<HubVersionException>(() => _api.UpdateAgentAsync(Ada, new AgentPatch { RiskScore = 9 }, new WriteOptions(Version: 1)))).CurrentVersion.ShouldBe(2);
        await Should.ThrowAsync<HubConflictException>(() => _api.CreateAgentAsync(Ada));
    }
}
