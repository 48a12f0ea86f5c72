using System.Text.Json;
using Cadre.Fleet;
using Cadre.Live.Tests.Faults;
using Cadre.Query;
using Cadre.TestKit;

namespace Cadre.Client.Tests.Actions;

public sealed class ActionTests : IAsyncLifetime
{
    private static readonly AgentId Ada = AgentId.Parse("ada");
    private static readonly AgentId Bob = AgentId.Parse("bob");
    private static readonly TaskId Build = new(1);
    private static readonly TaskId Check = new(2);

    private readonly List<Exception> _errors = [];
    private readonly List<IDisposable> _watching = [];
    private HubHost _hub = null!;
    private FaultProxy _proxy = null!;
    private FleetStore _store = null!;

    public async ValueTask InitializeAsync()
    {
        _hub = await HubHost.StartAsync();
        _proxy = new FaultProxy(_hub.Address.Port, 1);
        _store = new FleetStore(new CadreOptions { Url = _proxy.Address.ToString(), Unhandled = _errors.Add });
        await _store.Api.CreateAgentAsync(Ada, new AgentPatch { Status = AgentStatus.Blocked, Blocker = "keys", RiskScore = 80, BlockedTasks = new(["deploy"]) });
        await _store.Api.CreateAgentAsync(Bob);
        await _store.Api.CreateTaskAsync("build", Build);
        await _store.Api.CreateTaskAsync("check", Check, [Build]);
        _store.Connect();
        await _store.Stream.WhenLiveAsync().Within("the stream");
        Watch(_store.Queries.Agents());
        Watch(_store.Queries.Tasks());
        Watch(_store.Queries.Agent(Ada));
        Watch(_store.Queries.Task(Build));
        await Patience.Until(() => _store.Client.CountFetching() == 0 && Agents.Length == 2 && Tasks.Length == 2, "the first data");
    }

    private Agent[] Agents => [.. _store.Client.GetData(_store.Queries.Agents())?.Items ?? []];

    private FleetTask[] Tasks => [.. _store.Client.GetData(_store.Queries.Tasks())?.Items ?? []];

    public async ValueTask DisposeAsync()
    {
        foreach (var watching in _watching) watching.Dispose();
        await _store.DisposeAsync();
        await _proxy.DisposeAsync();
        await _hub.DisposeAsync();
        _errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Auto_resolve_shows_at_once_and_stays()
    {
        var answer = _store.Client.MutateAsync(_store.Actions.AutoResolve, Ada);
        var shown = _store.Client.GetData(_store.Queries.Agent(Ada))!.State;
        (shown.Status, shown.RiskScore, shown.Blocker).ShouldBe((AgentStatus.Resolved, 0, null));
        Agents[0].Status.ShouldBe(AgentStatus.Resolved);
        await answer.Within("the answer");
        SameAsHub();
        Agents[0].Status.ShouldBe(AgentStatus.Resolved);
    }

    [Fact]
    public async Task A_change_never_leaves_the_screen_between_its_mutation_and_its_event()
    {
        var statuses = new List<AgentStatus>();
        using var observer = _store.Client.Observe(_store.Queries.Agents());
        using var watching = observer.Subscribe(result => statuses.Add(result.Data!.Items[0].Status));
        await _store.Client.MutateAsync(_store.Actions.AutoResolve, Ada).Within("the answer");
        await Patience.Until(() => _store.State!.State.Agents[Ada].Status == AgentStatus.Resolved, "the event");
        statuses.SkipWhile(status => status == AgentStatus.Blocked).ShouldAllBe(status => status == AgentStatus.Resolved);
    }

    [Fact]
    public async Task Assign_moves_task_and_agent_together()
    {
        var answer = _store.Client.MutateAsync(_store.Actions.Assign, new Assignment(Build, Bob, "build"));
        (Tasks[0].Status, Tasks[0].AgentId).ShouldBe((FleetTaskStatus.InProgress, Bob));
        (Agents[1].Status, Agents[1].CurrentTask).ShouldBe((AgentStatus.Running, new CurrentTask(Build, "build")));
        await answer.Within("the answer");
        SameAsHub();
    }

    [Fact]
    public async Task Reallocate_takes_from_one_and_gives_to_another()
    {
        await _store.Client.MutateAsync(_store.Actions.Assign, new Assignment(Build, Bob)).Within("the first holder");
        var answer = _store.Client.MutateAsync(_store.Actions.Reallocate, new Reallocation(Build, Bob, Ada));
        (Agents[0].Status, Agents[1].Status, Agents[1].CurrentTask).ShouldBe((AgentStatus.Running, AgentStatus.Idle, null));
        await answer.Within("the answer");
        SameAsHub();
        Agents[0].CurrentTask!.Id.ShouldBe(Build);
    }

    [Fact]
    public async Task Block_unblock_and_complete_change_the_task()
    {
        var unblocked = _store.Client.MutateAsync(_store.Actions.Unblock, Check);
        Tasks[1].Status.ShouldBe(FleetTaskStatus.Pending);
        await unblocked.Within("unblocking");
        var blocked = _store.Client.MutateAsync(_store.Actions.Block, new Blocking(Check, [Build]));
        (Tasks[1].Status, Tasks[1].BlockedBy.Single()).ShouldBe((FleetTaskStatus.Blocked, Build));
        await blocked.Within("blocking");
        var completed = _store.Client.MutateAsync(_store.Actions.Complete, Build);
        Tasks[0].Status.ShouldBe(FleetTaskStatus.Completed);
        _store.Client.GetData(_store.Queries.Task(Build))!.State.Status.ShouldBe(FleetTaskStatus.Completed);
        await completed.Within("completing");
        SameAsHub();
        Tasks[1].Status.ShouldBe(FleetTaskStatus.Pending);
    }

    [Fact]
    public async Task Retire_takes_the_agent_out_of_lists()
    {
        var answer = _store.Client.MutateAsync(_store.Actions.Retire, Bob);
        Agents.ShouldHaveSingleItem().Id.ShouldBe(Ada);
        await answer.Within("the answer");
        SameAsHub();
        Agents.Length.ShouldBe(1);
    }

    [Fact]
    public async Task Edit_shows_at_once_and_undoes_what_was_resolved()
    {
        var before = _store.State!.State.Agents[Ada];
        await _store.Client.MutateAsync(_store.Actions.AutoResolve, Ada).Within("resolving");
        var undo = new AgentPatch { Status = before.Status, RiskScore = before.RiskScore, Blocker = before.Blocker, BlockedTasks = before.BlockedTasks };
        var answer = _store.Client.MutateAsync(_store.Actions.Edit, new AgentEdit(Ada, undo, before.Version + 1));
        (Agents[0].Status, Agents[0].Blocker, Agents[0].RiskScore).ShouldBe((AgentStatus.Blocked, "keys", 80));
        await answer.Within("the answer");
        SameAsHub();
        Agents[0].BlockedTasks.ShouldBe(["deploy"]);
    }

    [Fact]
    public async Task An_edit_of_what_somebody_else_changed_is_refused_and_goes_back()
    {
        using var held = new HeldRequests();
        using var http = HubHttp.Create(_hub.Address, primary: held);
        var answer = _store.Client.MutateAsync(ActionsOver(http).Edit, new AgentEdit(Ada, new AgentPatch { RiskScore = 1 }, Version: 9));
        Agents[0].RiskScore.ShouldBe(1);
        held.Release();
        (await Should.ThrowAsync<HubVersionException>(() => answer.Within("the refusal"))).CurrentVersion.ShouldBe(1);
        Agents[0].RiskScore.ShouldBe(80);
        var task = _store.Client.MutateAsync(_store.Actions.EditTask, new TaskEdit(Build, new TaskPatch { Title = "mine" }, Version: 9));
        await Should.ThrowAsync<HubVersionException>(() => task.Within("the refusal"));
        SameAsHub();
    }

    [Fact]
    public async Task Answer_is_told_and_lets_the_agent_go_on_at_once()
    {
        var answer = _store.Client.MutateAsync(_store.Actions.Answer, new AgentAnswer(Ada, "use the \"old\" ones", new AgentPatch { Status = AgentStatus.Idle, Blocker = new(null) }));
        (Agents[0].Status, Agents[0].Blocker).ShouldBe((AgentStatus.Idle, null));
        await answer.Within("the answer");
        SameAsHub();
        var told = _store.State!.State.Activity.First(item => item.Type == ActivityTypes.Answer);
        (told.Agent, told.Message, told.Detail!.Value.GetProperty("answer").GetString()).ShouldBe(("ada", "Answer for ada: use the \"old\" ones", "use the \"old\" ones"));
    }

    [Fact]
    public async Task Answer_that_cannot_be_given_is_not_told()
    {
        var nobody = AgentId.Parse("nobody");
        var answer = _store.Client.MutateAsync(_store.Actions.Answer, new AgentAnswer(nobody, "yes", new AgentPatch { Status = AgentStatus.Idle }));
        await Should.ThrowAsync<HubException>(() => answer.Within("the refusal"));
        (await _store.Api.GetActivityAsync()).Items.ShouldNotContain(item => item.Type == ActivityTypes.Answer);
    }

    [Fact]
    public async Task Edit_of_a_task_shows_at_once_and_stays()
    {
        var answer = _store.Client.MutateAsync(_store.Actions.EditTask, new TaskEdit(Build, new TaskPatch { Title = "build all", Progress = 40 }, Version: 1));
        (Tasks[0].Title, Tasks[0].Progress).ShouldBe(("build all", 40));
        await answer.Within("the answer");
        SameAsHub();
        (Tasks[0].Title, Tasks[0].Progress).ShouldBe(("build all", 40));
    }

    [Fact]
    public async Task Release_takes_the_claim_out_of_the_list_and_it_never_comes_back()
    {
        await _store.Api.AcquireClaimAsync(Ada, "port:5432");
        var claim = (await _store.Api.AcquireClaimAsync(Ada, "path:src/**")).State.Id;
        var shown = new List<int>();
        using var observer = _store.Client.Observe(_store.Queries.Claims);
        using var watching = observer.Subscribe(result => shown.Add(result.Data?.Items.Length ?? -1));
        await Patience.Until(() => observer.CurrentResult.Data?.Items.Length == 2, "the claims");
        var answer = _store.Client.MutateAsync(_store.Actions.Release, claim);
        observer.CurrentResult.Data!.Items.ShouldHaveSingleItem().Resource.ShouldBe("port:5432");
        await answer.Within("the answer");
        await Patience.Until(() => _store.Client.CountFetching() == 0, "the fetches");
        // What came before may be told late, and is.
        shown.SkipWhile(count => count != 1).ShouldAllBe(count => count == 1);
        (observer.CurrentResult.Data!.Total, (await _store.Api.GetClaimsAsync()).Total).ShouldBe((1, 1));
    }

    [Fact]
    public async Task A_refusal_takes_the_change_back_and_says_why()
    {
        using var held = new HeldRequests();
        using var http = HubHttp.Create(_hub.Address, primary: held);
        var answer = _store.Client.MutateAsync(ActionsOver(http).Assign, new Assignment(Build, AgentId.Parse("nobody")));
        Tasks[0].Status.ShouldBe(FleetTaskStatus.InProgress);
        held.Release();
        var error = await Should.ThrowAsync<HubException>(() => answer.Within("the refusal"));
        error.Problem.Code.ShouldNotBeNullOrEmpty();
        Tasks[0].Status.ShouldBe(FleetTaskStatus.Pending);
        SameAsHub();
    }

    [Fact]
    public async Task Somebody_else_s_event_in_between_survives_a_refusal()
    {
        var answer = _store.Client.MutateAsync(_store.Actions.Block, new Blocking(Build, [new TaskId(99)]));
        using var other = HubHttp.Create(_hub.Address);
        await new HubApi(other).UpdateTaskAsync(Build, new TaskPatch { Title = "build all" });
        await Task.WhenAny(answer).Within("the end of the mutation");
        await Patience.Until(() => Tasks[0].Title == "build all", "the title");
    }

    [Fact]
    public async Task A_lost_answer_is_asked_for_again_and_the_write_happens_once()
    {
        var before = _store.State!.Cursor.Sequence;
        _proxy.HoldOne(TimeSpan.FromMilliseconds(50));
        var answer = _store.Client.MutateAsync(_store.Actions.AutoResolve, Ada);
        _proxy.CutAll();
        await answer.Within("the answer");
        await Patience.Until(() => _store.State.State.Agents[Ada].Version == 2, "the event");
        (_store.State.Cursor.Sequence - before).ShouldBe((await _store.Api.GetEventsAsync(_store.State.Cursor with { Sequence = before })).Events.Length);
    }

    [Fact]
    public async Task Without_a_stream_what_changed_is_fetched()
    {
        using var http = HubHttp.Create(_hub.Address);
        var api = new HubApi(http);
        var queries = new FleetQueries(api);
        using var client = new QueryClient();
        using var observer = client.Observe(queries.Agent(Ada));
        using var watching = observer.Subscribe(_ => { });
        await Patience.Until(() => observer.CurrentResult.HasData, "the agent");
        await client.MutateAsync(new FleetActions(api, queries).AutoResolve, Ada).Within("the answer");
        (observer.CurrentResult.Data!.State.Status, observer.CurrentResult.Data.State.Version).ShouldBe((AgentStatus.Resolved, 2));
    }

    [Fact]
    public async Task A_suggestion_about_an_agent_shows_at_once_and_stays()
    {
        var suggested = await SuggestedAsync("resolve", Ada);
        var answer = _store.Client.MutateAsync(_store.Actions.Apply, suggested);
        var shown = _store.Client.GetData(_store.Queries.Agent(Ada))!.State;
        (shown.Status, shown.RiskScore, shown.BlockedTasks.Length).ShouldBe((AgentStatus.Resolved, 0, 0));
        Agents[0].Status.ShouldBe(AgentStatus.Resolved);
        var cursor = await answer.Within("the answer");
        cursor.IsReachedBy(_store.State!.Cursor).ShouldBeTrue();
        SameAsHub();
        Agents[0].Status.ShouldBe(AgentStatus.Resolved);
    }

    [Fact]
    public async Task A_suggested_assignment_moves_task_and_agent_together()
    {
        var suggested = new SuggestedAction("assign", "Give #1 to bob", "POST", "/tasks/1/assign") { TaskId = Build, AgentId = Bob, Body = JsonElement.Parse("""{"agentId":"bob"}""") };
        var answer = _store.Client.MutateAsync(_store.Actions.Apply, suggested);
        (Tasks[0].Status, Tasks[0].AgentId).ShouldBe((FleetTaskStatus.InProgress, Bob));
        (Agents[1].Status, Agents[1].CurrentTask!.Id).ShouldBe((AgentStatus.Running, Build));
        await answer.Within("the answer");
        SameAsHub();
    }

    [Theory]
    [InlineData("POST", "/unblock", "{}", FleetTaskStatus.Pending)]
    [InlineData("POST", "/block", """{"blockedBy":[7]}""", FleetTaskStatus.Blocked)]
    [InlineData("PATCH", "", """{"status":"failed"}""", FleetTaskStatus.Failed)]
    public async Task A_suggestion_about_a_task_shows_at_once_and_stays(string method, string verb, string body, FleetTaskStatus status)
    {
        await _store.Api.CreateTaskAsync("other", new TaskId(7));
        await _store.Client.MutateAsync(_store.Actions.Assign, new Assignment(Check, Bob)).Within("the holder");
        var answer = _store.Client.MutateAsync(_store.Actions.Apply, new SuggestedAction("x", "x", method, $"/tasks/2{verb}") { TaskId = Check, Body = JsonElement.Parse(body) });
        Tasks[1].Status.ShouldBe(status);
        await answer.Within("the answer");
        SameAsHub();
        Tasks[1].Status.ShouldBe(status);
    }

    [Fact]
    public async Task A_suggested_retirement_takes_the_agent_out_of_lists()
    {
        var answer = _store.Client.MutateAsync(_store.Actions.Apply, new SuggestedAction("retire", "Retire bob", "DELETE", "/agents/bob") { AgentId = Bob });
        Agents.ShouldHaveSingleItem().Id.ShouldBe(Ada);
        await answer.Within("the answer");
        SameAsHub();
        Agents.Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_refused_suggestion_is_taken_back_with_the_reason()
    {
        var suggested = new SuggestedAction("assign", "Give #1 to nobody", "POST", "/tasks/1/assign") { TaskId = Build, Body = JsonElement.Parse("""{"agentId":"nobody"}""") };
        using var held = new HeldRequests();
        using var http = HubHttp.Create(_hub.Address, primary: held);
        var answer = _store.Client.MutateAsync(ActionsOver(http).Apply, suggested);
        Tasks[0].Status.ShouldBe(FleetTaskStatus.InProgress);
        held.Release();
        (await Should.ThrowAsync<HubException>(() => answer.Within("the refusal"))).Message.ShouldContain("nobody");
        Tasks[0].Status.ShouldBe(FleetTaskStatus.Pending);
        SameAsHub();
    }

    private async Task<SuggestedAction> SuggestedAsync(string action, AgentId agent) =>
        (await _store.Api.GetPredictionsAsync()).Items.SelectMany(prediction => prediction.SuggestedActions).First(suggested => suggested.Action == action && suggested.AgentId == agent);

    private FleetActions ActionsOver(HttpClient http) => new(new HubApi(http), _store.Queries);

    private void SameAsHub()
    {
        var state = _store.State!.State;
        FleetText.Of(Agents).ShouldBe(FleetText.Of(state.Agents));
        FleetText.Of(Tasks).ShouldBe(FleetText.Of(state.Tasks));
    }

    private void Watch<T>(QueryDefinition<T> query)
    {
        var observer = _store.Client.Observe(query);
        _watching.Add(observer.Subscribe(_ => { }));
        _watching.Add(observer);
    }
}
