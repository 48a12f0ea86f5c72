using static Cadre.Fleet.Tests.State.Given;

namespace Cadre.Fleet.Tests.Predictions;

public sealed class OrphanedTaskTests
{
    [Fact]
    public void A_task_in_progress_of_an_idle_agent_is_given_back_to_it()
    {
        var prediction = Predicted.Only(StateOf(
            [Agent("ada"), Agent("bob")], Task(1, FleetTaskStatus.InProgress, "bob") with { Timestamp = Now - 7_200_000 }, Blocked(2, [1])));

        prediction.Id.ShouldBe("orphaned-task:task:1");
        prediction.Summary.ShouldBe("Task #1 \"Task 1\" is in progress, but bob, who holds it, is idle");
        prediction.Agents.ShouldBe(["bob"]);
        prediction.TaskNumbers().ShouldBe([1, 2]);
        prediction.Risk.ShouldBe(0.54);
        prediction.Reasons.ShouldBe(["bob, who holds it, is idle", "unchanged for 2 h", "1 task waits for it: #2"]);
        prediction.RootCauses.ShouldBe(["task:1"]);
        prediction.Requests().ShouldBe(["POST /tasks/1/assign {\"agentId\":\"bob\"}", "PATCH /tasks/1 {\"status\":\"pending\"}"]);
    }

    [Theory]
    [InlineData(null, "nobody holds it")]
    [InlineData("gone", "gone is unknown to the fleet: it left or never joined")]
    [InlineData("resolved", "resolved, who holds it, is resolved")]
    [InlineData("elsewhere", "elsewhere, who holds it, works on #9")]
    public void A_task_in_progress_that_nobody_works_on_says_why(string? holder, string reason)
    {
        var state = StateOf(
            [Agent("resolved", AgentStatus.Resolved), Agent("elsewhere", AgentStatus.Running, workingOn: 9)], Task(1, FleetTaskStatus.InProgress, holder));

        var prediction = Predicted.Only(state);

        prediction.Reasons.ShouldBe([reason, "unchanged for 0 min"]);
        prediction.Agents.ShouldBe(holder is null ? [] : [holder]);
        (prediction.Risk, prediction.Severity).ShouldBe((0.5, "medium"));
    }

    [Fact]
    public void A_task_goes_to_nobody_who_has_work_left_or_is_of_another_type()
    {
        var predictions = Predicted.Of(PredictionKinds.OrphanedTask, StateOf(
            [Agent("ada"), Agent("bob", AgentStatus.Running, workingOn: 9), Agent("cyd", type: "test-engineer")],
            Task(1, FleetTaskStatus.InProgress, "bob"), Task(2, FleetTaskStatus.InProgress, "ada"), Task(3, FleetTaskStatus.InProgress, "gone")));

        predictions.Select(prediction => (prediction.Tasks[0].Value, prediction.Requests()[0])).ShouldBe(
        [
            (1, "PATCH /tasks/1 {\"status\":\"pending\"}"), (2, "POST /tasks/2/assign {\"agentId\":\"ada\"}"), (3, "POST /tasks/3/assign {\"agentId\":\"cyd\"}"),
        ]);
    }

    [Theory]
    [InlineData(AgentStatus.Running, 1L)]
    [InlineData(AgentStatus.Running, null)]
    public void A_task_that_its_agent_works_on_is_not_orphaned(AgentStatus status, long? workingOn) =>
        Predicted.In(StateOf([Agent("ada", status, workingOn: workingOn)], Task(1, FleetTaskStatus.InProgress, "ada"))).ShouldBeEmpty();

    [Theory]
    [InlineData(FleetTaskStatus.Pending)]
    [InlineData(FleetTaskStatus.Completed)]
    public void A_task_that_is_not_in_progress_is_not_orphaned(FleetTaskStatus status) => Predicted.In(StateOf(Task(1, status, "gone"))).ShouldBeEmpty();

    [Fact]
    public void A_failed_task_is_reported_when_others_wait_for_it()
    {
        Predicted.In(StateOf(Task(1, FleetTaskStatus.Failed))).ShouldBeEmpty();

        var prediction = Predicted.Only(StateOf([Agent("ada")], Task(1, FleetTaskStatus.Failed), Blocked(2, [1]), Blocked(3, [2]), Task(4, FleetTaskStatus.Completed, blockedBy: [1])));
        prediction.Summary.ShouldBe("Task #1 \"Task 1\" failed and 2 tasks wait for it");
        prediction.TaskNumbers().ShouldBe([1, 2]);
        prediction.Requests().ShouldBe(["POST /tasks/1/assign {\"agentId\":\"ada\"}", "PATCH /tasks/1 {\"status\":\"pending\"}"]);
        prediction.SuggestedActions[1].Label.ShouldBe("Try #1 again");
    }
}
