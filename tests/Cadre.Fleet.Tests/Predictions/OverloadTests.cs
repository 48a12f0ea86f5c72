using static Cadre.Fleet.Tests.State.Given;

namespace Cadre.Fleet.Tests.Predictions;

public sealed class OverloadTests
{
    [Theory]
    [InlineData(2, 0.5, "medium")]
    [InlineData(3, 0.75, "high")]
    [InlineData(9, 0.75, "high")]
    public void An_agent_with_several_tasks_in_progress_is_overloaded(int tasks, double risk, string severity)
    {
        var prediction = Predicted.Only(StateOf(
            [Agent("ada", AgentStatus.Running, workingOn: 1)], [.. Enumerable.Range(1, tasks).Select(id => Task(id, FleetTaskStatus.InProgress, "ada"))]));

        prediction.Id.ShouldBe("overload:agent:ada");
        prediction.Summary.ShouldBe($"ada holds {tasks} tasks in progress at once");
        prediction.TaskNumbers().Length.ShouldBe(tasks);
        (prediction.Risk, prediction.Severity).ShouldBe((risk, severity));
    }

    [Fact]
    public void The_least_advanced_tasks_go_to_agents_of_the_same_type_with_less_to_do()
    {
        var prediction = Predicted.Of(PredictionKinds.Overload, StateOf(
            [
                Agent("ada", AgentStatus.Running, workingOn: 1), Agent("busy", AgentStatus.Running, workingOn: 5), Agent("free"),
                Agent("tester", type: "test-engineer"), Agent("broken", AgentStatus.Error),
            ],
            Task(1, FleetTaskStatus.InProgress, "ada"), Task(2, FleetTaskStatus.InProgress, "ada", progress: 80), Task(3, FleetTaskStatus.InProgress, "ada", progress: 10),
            Task(5, FleetTaskStatus.InProgress, "busy"))).ShouldHaveSingleItem();

        prediction.Reasons.ShouldBe(["holds 3 tasks in progress: #1, #2 and #3", "works on #1 now", "less to do, of the same type backend-worker: free and busy"]);
        prediction.Requests().ShouldBe(["POST /tasks/3/assign {\"agentId\":\"free\"}", "POST /tasks/2/assign {\"agentId\":\"busy\"}"]);
    }

    [Fact]
    public void A_task_goes_back_when_no_agent_of_the_type_would_have_less_to_do()
    {
        var prediction = Predicted.Only(StateOf(
            [Agent("ada", AgentStatus.Running, workingOn: 2), Agent("busy", AgentStatus.Running, workingOn: 5), Agent("tester", type: "test-engineer")],
            Task(1, FleetTaskStatus.InProgress, "ada"), Task(2, FleetTaskStatus.InProgress, "ada"), Task(5, FleetTaskStatus.InProgress, "busy")));

        prediction.Reasons.ShouldContain("no other agent of type backend-worker has less to do");
        prediction.Requests().ShouldBe(["PATCH /tasks/1 {\"status\":\"pending\"}"]);
    }

    [Fact]
    public void Tasks_that_are_not_in_progress_do_not_count() => Predicted.Of(PredictionKinds.Overload, StateOf(
        [Agent("ada", AgentStatus.Running, workingOn: 1)], Task(1, FleetTaskStatus.InProgress, "ada"), Task(2, agent: "ada"), Blocked(3, [1], "ada"), Task(4, FleetTaskStatus.Completed, "ada"))).ShouldBeEmpty();

    [Fact]
    public void An_idle_agent_is_not_overloaded_its_tasks_are_orphaned()
    {
        var predictions = Predicted.In(StateOf([Agent("ada")], Task(1, FleetTaskStatus.InProgress, "ada"), Task(2, FleetTaskStatus.InProgress, "ada")));

        predictions.Select(prediction => prediction.Id).ShouldBe(["orphaned-task:task:1", "orphaned-task:task:2"]);
    }
}
