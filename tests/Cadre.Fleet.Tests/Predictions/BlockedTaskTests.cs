using static Cadre.Fleet.Tests.State.Given;

namespace Cadre.Fleet.Tests.Predictions;

public sealed class BlockedTaskTests
{
    private static readonly Agent Ada = Agent("ada", AgentStatus.Running, workingOn: 1);
    private static readonly Agent Bob = Agent("bob", AgentStatus.Running);
    private static readonly FleetTask InHand = Task(1, FleetTaskStatus.InProgress, "ada", progress: 60);

    [Fact]
    public void A_task_whose_agent_waits_for_another_at_work_is_a_low_risk()
    {
        var prediction = Predicted.Only(StateOf([Ada, Bob], InHand, Blocked(2, [1], "bob")));

        prediction.Id.ShouldBe("blocked-output:task:2");
        prediction.Summary.ShouldBe("Task #2 \"Task 2\" waits for #1");
        (prediction.Risk, prediction.Severity).ShouldBe((0.235, "low"));
        prediction.Agents.ShouldBe(["ada", "bob"]);
        prediction.TaskNumbers().ShouldBe([2]);
        prediction.Reasons.ShouldBe(["waits for #1, which ada works on (60 % done)", "bob holds it and cannot go on"]);
        prediction.RootCauses.ShouldBe(["agent:ada"]);
        prediction.Requests().ShouldBe(["POST /tasks/2/unblock {}"]);
    }

    [Fact]
    public void A_task_that_waits_for_one_nobody_began_suggests_who_could()
    {
        var prediction = Predicted.Only(StateOf([Bob, Agent("dan")], Task(1), Blocked(2, [1], "bob")));

        (prediction.Risk, prediction.Severity).ShouldBe((0.405, "medium"));
        prediction.Reasons[0].ShouldBe("waits for #1, not being worked on");
        prediction.RootCauses.ShouldBe(["task:1"]);
        prediction.Requests().ShouldBe(["POST /tasks/1/assign {\"agentId\":\"dan\"}", "POST /tasks/2/unblock {}"]);
    }

    [Fact]
    public void A_chain_is_reported_where_it_begins_with_all_behind_it()
    {
        var prediction = Predicted.Only(StateOf([Ada, Bob], InHand, Blocked(2, [1]), Blocked(3, [2], "bob"), Blocked(4, [3])));

        prediction.Id.ShouldBe("blocked-output:task:2");
        prediction.Summary.ShouldBe("Task #2 \"Task 2\" waits for #1, and 2 tasks wait behind it");
        prediction.Agents.ShouldBe(["ada", "bob"]);
        prediction.Reasons.ShouldContain("1 task waits for it: #3; 2 with those behind them");
    }

    [Fact]
    public void A_long_chain_is_counted_only_so_far()
    {
        var prediction = Predicted.Only(StateOf([Ada], [InHand, .. Enumerable.Range(2, 200).Select(id => Blocked(id, [id - 1]))]));

        prediction.Reasons.ShouldContain("1 task waits for it: #3; at least 100 with those behind them");
    }

    [Fact]
    public void A_task_that_only_waits_its_turn_is_not_reported() => Predicted.In(StateOf([Ada], InHand, Blocked(2, [1]))).ShouldBeEmpty();

    [Fact]
    public void A_task_that_waits_for_other_work_of_its_agent_is_not_reported() => Predicted.In(StateOf([Ada], InHand, Blocked(2, [1], "ada"))).ShouldBeEmpty();

    [Fact]
    public void A_task_blocked_by_a_task_nobody_knows_will_never_be_free()
    {
        var prediction = Predicted.Only(StateOf([Ada], InHand, Blocked(2, [99, 1])));

        prediction.Summary.ShouldBe("Task #2 \"Task 2\" waits for #99, unknown to the fleet");
        (prediction.Risk, prediction.Severity).ShouldBe((0.5, "medium"));
        prediction.RootCauses.ShouldBe(["agent:ada", "task:99"]);
        prediction.Requests().ShouldBe(["POST /tasks/2/block {\"blockedBy\":[1]}"]);
    }

    [Fact]
    public void A_task_blocked_by_nothing_will_never_be_free()
    {
        var predictions = Predicted.In(StateOf(Blocked(1, []), Blocked(2, [3]), Task(3, FleetTaskStatus.Completed)));

        predictions.Select(prediction => prediction.Id).ShouldBe(["blocked-output:task:1", "blocked-output:task:2"]);
        predictions.ShouldAllBe(prediction => prediction.Risk == 0.5);
        predictions[1].Summary.ShouldBe("Task #2 \"Task 2\" is blocked but waits for nothing any more");
        predictions[1].Requests().ShouldBe(["POST /tasks/2/unblock {}"]);
    }

    [Fact]
    public void A_task_whose_blocker_is_reported_itself_is_not()
    {
        var byFailed = Predicted.Only(StateOf([Bob], Task(1, FleetTaskStatus.Failed), Blocked(2, [1], "bob")));
        var byOrphan = Predicted.Only(StateOf([Bob], Task(1, FleetTaskStatus.InProgress), Blocked(2, [1], "bob")));
        var byBlockedAgent = Predicted.Only(StateOf([Ada with { Status = AgentStatus.Blocked }, Bob], InHand, Blocked(2, [1], "bob")));
        var ofBlockedAgent = Predicted.Only(StateOf([Ada, Bob with { Status = AgentStatus.Blocked }], InHand, Blocked(2, [1], "bob")));

        new[] { byFailed, byOrphan, byBlockedAgent, ofBlockedAgent }.Select(prediction => prediction.Id).ShouldBe(
            ["orphaned-task:task:1", "orphaned-task:task:1", "blocked-output:agent:ada", "blocked-output:agent:bob"]);
    }

    [Fact]
    public void A_task_in_a_circle_is_reported_only_if_others_wait_for_it()
    {
        FleetTask[] circle = [Blocked(1, [2]), Blocked(2, [1])];

        Predicted.Of(PredictionKinds.BlockedOutput, StateOf([.. circle])).ShouldBeEmpty();
        var prediction = Predicted.Of(PredictionKinds.BlockedOutput, StateOf([.. circle, Blocked(3, [2])])).ShouldHaveSingleItem();
        prediction.Id.ShouldBe("blocked-output:task:2");
        prediction.Reasons.ShouldContain("waits in a circle");
        prediction.TaskNumbers().ShouldBe([2, 3]);
    }
}
