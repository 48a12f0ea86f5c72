using static Cadre.Fleet.Tests.State.Given;

namespace Cadre.Fleet.Tests.Predictions;

public sealed class StaleAgentTests
{
    private const long Minute = 60_000;

    [Theory]
    [InlineData(AgentStatus.Running, (10 * Minute) + 1, 0.25, "low", "10 min")]
    [InlineData(AgentStatus.Running, 42 * Minute, 0.701, "high", "42 min")]
    [InlineData(AgentStatus.Running, 3000 * Minute, 1, "critical", "2 days")]
    [InlineData(AgentStatus.Blocked, (30 * Minute) + 1, 0.25, "low", "30 min")]
    [InlineData(AgentStatus.Blocked, 245 * Minute, 0.905, "critical", "4 h 5 min")]
    public void An_agent_at_work_and_silent_is_the_riskier_the_longer(AgentStatus status, long silentFor, double risk, string severity, string spoken)
    {
        var prediction = Predicted.Of(PredictionKinds.StaleAgent, StateOf([Agent("ada", status, silentFor: silentFor)])).ShouldHaveSingleItem();

        prediction.Id.ShouldBe("stale-agent:agent:ada");
        (prediction.Risk, prediction.Severity).ShouldBe((risk, severity));
        prediction.Summary.ShouldBe($"ada is {status.ToWireName()} but has been silent for {spoken}");
        prediction.Requests().ShouldBe(["DELETE /agents/ada"]);
    }

    [Theory]
    [InlineData(AgentStatus.Running, 10 * Minute)]
    [InlineData(AgentStatus.Running, -5 * Minute)]
    [InlineData(AgentStatus.Blocked, 30 * Minute)]
    [InlineData(AgentStatus.Idle, 1000 * Minute)]
    [InlineData(AgentStatus.Resolved, 1000 * Minute)]
    [InlineData(AgentStatus.Error, 1000 * Minute)]
    public void An_agent_heard_of_lately_or_not_at_work_is_not_stale(AgentStatus status, long silentFor) =>
        Predicted.Of(PredictionKinds.StaleAgent, StateOf([Agent("ada", status, silentFor: silentFor)])).ShouldBeEmpty();

    [Fact]
    public void A_stale_agent_names_since_when_what_it_holds_and_who_could_go_on()
    {
        var prediction = Predicted.Only(StateOf(
            [
                Agent("ada", AgentStatus.Running, workingOn: 1, silentFor: 60 * Minute), Agent("bob", dependencies: ["ada"]),
                Agent("cyd", type: "test-engineer"),
            ],
            Task(1, FleetTaskStatus.InProgress, "ada") with { Timestamp = Now - (20 * Minute) }));

        prediction.Agents.ShouldBe(["ada", "bob"]);
        prediction.TaskNumbers().ShouldBe([1]);
        prediction.Reasons.ShouldBe(
        [
            "silent for 20 min, since 2025-12-31T23:40:00.000Z; 10 min are usual while running", "holds 1 task in progress: #1", "1 agent waits for it: bob",
        ]);
        prediction.Risk.ShouldBe(Math.Round(1 - (0.75 * 0.75 * 0.85), 3));
        prediction.Requests().ShouldBe(["POST /tasks/1/assign {\"agentId\":\"bob\"}", "DELETE /agents/ada"]);
        prediction.SuggestedActions[1].Label.ShouldBe("Retire ada and free #1");
    }

    [Fact]
    public void Activity_claims_and_steps_of_its_task_are_signs_of_life()
    {
        var silent = StateOf([Agent("ada", AgentStatus.Running, workingOn: 1, silentFor: 60 * Minute)]);
        var claim = new Claim { Id = new("c"), AgentId = AgentId.Parse("ada"), Resource = "port:1", AcquiredAt = Now - Minute, ExpiresAt = Now };
        var told = new ActivityItem { Timestamp = "2025-12-31T23:59:00Z", Type = "note", Agent = "ada", Message = "still here" };

        Predicted.In(silent).ShouldHaveSingleItem();
        Predicted.In(silent with { Activity = [told] }).ShouldBeEmpty();
        Predicted.In(silent with { Activity = [told with { Agent = "bob" }] }).ShouldHaveSingleItem();
        Predicted.In(silent.Holding([.. silent.Agents], [], [claim])).ShouldBeEmpty();
        Predicted.In(silent.Holding([.. silent.Agents], [Task(1, FleetTaskStatus.InProgress, "ada")], [])).ShouldBeEmpty();
    }
}
