namespace Cadre.Fleet.Tests.Contracts;

public sealed class FleetContractTests
{
    [Theory]
    [InlineData(AgentStatus.Idle, "idle")]
    [InlineData(AgentStatus.Running, "working")]
    [InlineData(AgentStatus.Blocked, "blocked")]
    [InlineData(AgentStatus.Resolved, "idle")]
    [InlineData(AgentStatus.Error, "blocked")]
    public void Five_statuses_are_projected_on_three(AgentStatus status, string projected) =>
        Fixture.Json(json => FleetContract.WriteAgent(json, Fixture.Agent("a", status))).GetProperty("status").GetString().ShouldBe(projected);

    [Fact]
    public void Error_names_itself_as_the_blocker() =>
        Fixture.Text(json => FleetContract.WriteAgent(json, Fixture.Agent("a", AgentStatus.Error) with { Blocker = "disk full" })).ShouldContain("\"blocker\":\"disk full\"");

    [Fact]
    public void Entities_bear_exactly_the_names_of_the_contract()
    {
        var agent = Fixture.Agent("a", AgentStatus.Running, onTask: 1) with { Blocker = "q", Progress = 5, RiskScore = 70, Version = 9 };
        var task = Fixture.Task(1, FleetTaskStatus.Blocked, "a", Fixture.T0, 2) with { Progress = 5, Version = 9 };

        Fixture.Text(json => FleetContract.WriteAgent(json, agent)).ShouldBe(
            """{"id":"a","type":"backend-worker","status":"working","provider":"anthropic","maturity":"directive","current_task":{"id":1,"title":"Task 1"},"blocker":"q","progress":5,"context_tokens":0,"tasks_completed":0,"timestamp":1700000000000}""");
        Fixture.Text(json => FleetContract.WriteTask(json, task)).ShouldBe(
            """{"id":1,"title":"Task 1","status":"blocked","agent_id":"a","blocked_by":[2],"progress":5,"timestamp":1700000000000}""");
        Fixture.Text(json => FleetContract.WriteActivity(json, Fixture.Activity("m") with { Detail = Fixture.Json("{}") })).ShouldBe(
            """{"timestamp":"2023-11-14T22:13:21.000Z","type":"activity_update","agent":"system","message":"m"}""");
        Fixture.Text(json => FleetContract.WriteProgress(json, new(1, 4, 25))).ShouldBe("""{"completed_tasks":1,"total_tasks":4,"percentage":25}""");
        Fixture.Text(json => FleetContract.WriteProgress(json, null)).ShouldBe("null");
    }

    [Fact]
    public void Empty_state_is_the_initial_state_of_the_contract() => Fixture.Text(json => FleetContract.WriteState(json, FleetState.Empty)).ShouldBe(
        """{"agents":[],"tasks":[],"activity":[],"projectProgress":null,"wsConnected":false,"lastSyncTimestamp":0}""");

    [Theory]
    [InlineData("""{"type":"NOPE","payload":{}}""", "/type")]
    [InlineData("""{"payload":{}}""", "/type")]
    [InlineData("""{"type":"AGENT_UPDATED","payload":{"updates":{},"timestamp":1}}""", "/payload/agentId")]
    [InlineData("""{"type":"TASK_STATUS_CHANGED","payload":{"taskId":1,"status":"nope","timestamp":1}}""", "/payload/status")]
    [InlineData("""{"type":"WS_CONNECTED","payload":1}""", "/payload")]
    [InlineData("7", "")]
    public void Action_that_cannot_be_read_says_where(string action, string pointer)
    {
        FleetContract.ReadAction(Fixture.Json(action), out var problem).ShouldBeNull();

        problem!.Pointer.ShouldBe(pointer);
    }
}
