using static Cadre.Fleet.Tests.State.Given;

namespace Cadre.Fleet.Tests.Predictions;

public sealed class BlockedAgentTests
{
    [Fact]
    public void A_blocked_agent_is_reported_with_who_waits_for_it_and_what_it_holds_up()
    {
        var prediction = Predicted.Only(StateOf(
            [
                Agent("ada", AgentStatus.Blocked, workingOn: 1, blocker: "approval of\nthe budget"),
                Agent("cyd", dependencies: ["ada"]), Agent("bob", AgentStatus.Running), Agent("dan"),
            ],
            Task(1, FleetTaskStatus.InProgress, "ada"), Blocked(2, [1], "bob"), Blocked(3, [2]), Blocked(4, [3])));

        prediction.Id.ShouldBe("blocked-output:agent:ada");
        prediction.Summary.ShouldBe("ada is blocked and 2 agents wait for it");
        prediction.Agents.ShouldBe(["ada", "bob", "cyd"]);
        prediction.TaskNumbers().ShouldBe([1, 2]);
        prediction.Reasons.ShouldBe(
            ["blocked by \"approval of the budget\"", "2 agents wait for it: bob and cyd", "1 task waits for it: #2; 3 with those behind them"]);
        prediction.Risk.ShouldBe(Math.Round(1 - (0.7 * 0.85 * 0.85 * 0.92 * 0.92 * 0.92), 3));
        prediction.RootCauses.ShouldBe(["agent:ada"]);
        prediction.Requests().ShouldBe(
            ["PATCH /agents/ada {\"status\":\"resolved\",\"blocker\":null,\"blockedTasks\":[]}", "POST /tasks/1/assign {\"agentId\":\"cyd\"}"]);
    }

    [Fact]
    public void A_blocked_agent_that_nobody_waits_for_is_a_low_risk()
    {
        var prediction = Predicted.Only(StateOf([Agent("ada", AgentStatus.Blocked)]));

        (prediction.Summary, prediction.Risk, prediction.Severity).ShouldBe(("ada is blocked", 0.3, "low"));
        prediction.Reasons.ShouldBe(["does not say by what it is blocked"]);
    }

    [Fact]
    public void An_agent_in_error_is_reported_and_may_be_retired()
    {
        var prediction = Predicted.Only(StateOf([Agent("ada", AgentStatus.Error, blocker: "rate limit")]));

        (prediction.Summary, prediction.Risk).ShouldBe(("ada is in error", 0.5));
        prediction.Reasons.ShouldBe(["reports the error \"rate limit\""]);
        prediction.SuggestedActions.Select(action => action.Label).ShouldBe(["Mark ada as recovered", "Retire ada"]);
    }

    [Fact]
    public void Work_reported_as_held_up_counts_whatever_the_status()
    {
        var prediction = Predicted.Only(StateOf([Agent("ada", AgentStatus.Running, heldUp: ["press kit", "mail"])]));

        (prediction.Summary, prediction.Risk).ShouldBe(("Work of ada is held up", 0.098));
        prediction.Reasons.ShouldBe(["2 pieces of its work held up: \"press kit\" and \"mail\""]);
        prediction.Requests().ShouldBe(["PATCH /agents/ada {\"blockedTasks\":[]}"]);
    }

    [Fact]
    public void The_root_cause_is_where_the_waiting_begins()
    {
        var predictions = Predicted.Of(PredictionKinds.BlockedOutput, StateOf(
            [Agent("ada", AgentStatus.Blocked, dependencies: ["bob"]), Agent("bob", AgentStatus.Blocked), Agent("cyd", AgentStatus.Running, workingOn: 3)],
            Blocked(1, [2], "bob"), Blocked(2, [3]), Task(3, FleetTaskStatus.InProgress, "cyd")));

        predictions.Where(prediction => prediction.Agents.FirstOrDefault() is "ada" or "bob").ShouldAllBe(prediction => prediction.RootCauses.SequenceEqual(new[] { "agent:cyd" }));
    }

    [Fact]
    public void The_root_cause_is_not_what_blocks_other_tasks_of_who_holds_it_up()
    {
        var prediction = Predicted.In(StateOf(
            [Agent("ada", AgentStatus.Blocked), Agent("bob", AgentStatus.Running, workingOn: 2)],
            Blocked(1, [2], "ada"), Task(2, FleetTaskStatus.InProgress, "bob"), Blocked(3, [4], "bob"), Task(4))).Single(prediction => prediction.Agents[0] == "ada");

        prediction.RootCauses.ShouldBe(["agent:bob"]);
    }

    [Fact]
    public void An_agent_blocked_in_a_circle_is_reported_only_if_others_wait_for_it()
    {
        var circle = new[] { Agent("ada", AgentStatus.Blocked, dependencies: ["bob"]), Agent("bob", AgentStatus.Blocked, dependencies: ["ada"]) };

        var alone = Predicted.Of(PredictionKinds.BlockedOutput, StateOf([.. circle]));
        var withAgent = Predicted.Of(PredictionKinds.BlockedOutput, StateOf([.. circle, Agent("cyd", dependencies: ["bob"])]));
        var withTask = Predicted.Of(PredictionKinds.BlockedOutput, StateOf([.. circle], Task(1, agent: "ada"), Blocked(2, [1])));

        alone.ShouldBeEmpty();
        withAgent.ShouldHaveSingleItem().Agents.ShouldBe(["bob", "cyd"]);
        withAgent[0].Reasons.ShouldContain("waits in a circle");
        withTask.ShouldHaveSingleItem().Id.ShouldBe("blocked-output:agent:ada");
    }

    [Fact]
    public void An_agent_in_error_is_reported_also_within_a_circle() => Predicted.In(StateOf(
        [Agent("ada", AgentStatus.Error, dependencies: ["bob"]), Agent("bob", AgentStatus.Blocked, dependencies: ["ada"])]))
        .Select(prediction => prediction.Id).ShouldBe(["wait-for-cycle:agent:ada+agent:bob", "blocked-output:agent:ada"]);

    [Fact]
    public void Root_causes_of_an_agent_that_depends_on_very_many_are_as_many_as_can_be_told()
    {
        var others = Enumerable.Range(100, 150).Select(i => Agent($"a{i}")).ToArray();

        var prediction = Predicted.Only(StateOf([Agent("ada", AgentStatus.Blocked, dependencies: [.. others.Select(agent => agent.Id.Value)]), .. others]));

        prediction.RootCauses.Length.ShouldBe(99);
        prediction.RootCauses[0].ShouldBe("agent:a100");
    }

    [Theory]
    [InlineData(AgentStatus.Idle)]
    [InlineData(AgentStatus.Running)]
    [InlineData(AgentStatus.Resolved)]
    public void An_agent_that_is_well_is_not_reported(AgentStatus status) =>
        Predicted.In(StateOf([Agent("ada", status), Agent("bob", dependencies: ["ada"])])).ShouldBeEmpty();
}
