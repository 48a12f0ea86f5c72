using static Cadre.Fleet.Tests.State.Given;

namespace Cadre.Fleet.Tests.Predictions;

public sealed class WaitForCycleTests
{
    [Fact]
    public void Tasks_that_wait_for_each_other_are_one_critical_prediction()
    {
        var prediction = Predicted.Only(StateOf(Blocked(3, [1]), Blocked(1, [2]), Blocked(2, [3])));

        prediction.Id.ShouldBe("wait-for-cycle:task:1+task:2+task:3");
        prediction.Summary.ShouldBe("Tasks #1, #2 and #3 wait for each other in a circle");
        (prediction.Risk, prediction.Severity).ShouldBe((0.9, "critical"));
        prediction.Agents.ShouldBeEmpty();
        prediction.TaskNumbers().ShouldBe([1, 2, 3]);
        prediction.Reasons.ShouldBe(["3 of 3 tasks stand still", "#1 waits for #2", "#2 waits for #3", "#3 waits for #1"]);
        prediction.RootCauses.ShouldBe(["task:1", "task:2", "task:3"]);
    }

    [Fact]
    public void Tasks_in_a_circle_are_cut_where_it_was_closed_last()
    {
        var prediction = Predicted.Only(StateOf(Blocked(1, [2]) with { Timestamp = Now - 2 }, Blocked(2, [1, 3]), Task(3)));

        prediction.Requests().ShouldBe(["POST /tasks/2/block {\"blockedBy\":[3]}", "POST /tasks/1/unblock {}"]);
    }

    [Fact]
    public void Tasks_that_somebody_works_on_all_the_same_are_less_of_a_risk()
    {
        var prediction = Predicted.Only(StateOf(
            [Agent("ada", AgentStatus.Running, workingOn: 2)], Blocked(1, [2]), Task(2, FleetTaskStatus.InProgress, "ada", blockedBy: [1])));

        (prediction.Kind, prediction.Risk).ShouldBe(("wait-for-cycle", 0.75));
        prediction.Reasons[0].ShouldBe("1 of 2 tasks stands still");
    }

    [Fact]
    public void A_task_that_waits_for_itself_is_a_circle()
    {
        var prediction = Predicted.Only(StateOf(Blocked(1, [1])));

        (prediction.Id, prediction.Summary).ShouldBe(("wait-for-cycle:task:1", "Task #1 \"Task 1\" waits for itself"));
        prediction.Requests().ShouldBe(["POST /tasks/1/unblock {}"]);
    }

    [Fact]
    public void Agents_that_depend_on_each_other_are_one_prediction_by_how_many_are_blocked()
    {
        Agent[] agents = [Agent("bob", dependencies: ["ada"]), Agent("ada", dependencies: ["bob"])];

        var free = Predicted.Only(StateOf([.. agents]));
        var half = Predicted.Only(StateOf([agents[0], agents[1] with { Status = AgentStatus.Blocked }]));
        var full = Predicted.Only(StateOf([.. agents.Select(agent => agent with { Status = AgentStatus.Blocked })]));

        free.Agents.ShouldBe(["ada", "bob"]);
        free.Reasons.ShouldBe(["0 of 2 agents stand still", "ada depends on bob", "bob depends on ada"]);
        new[] { free, half, full }.Select(prediction => (prediction.Id, prediction.Risk, prediction.Severity)).ShouldBe(
        [
            ("wait-for-cycle:agent:ada+agent:bob", 0.6, "medium"),
            ("wait-for-cycle:agent:ada+agent:bob", 0.75, "high"),
            ("wait-for-cycle:agent:ada+agent:bob", 0.9, "critical"),
        ]);
        free.Requests().ShouldBe(["PATCH /agents/ada {\"dependencies\":[]}", "PATCH /agents/bob {\"dependencies\":[]}"]);
    }

    [Fact]
    public void Agents_whose_tasks_cross_wait_in_a_circle_although_no_task_does()
    {
        var prediction = Predicted.Only(StateOf(
            [Agent("ada", AgentStatus.Running), Agent("bob", AgentStatus.Running)],
            Blocked(1, [2], "ada"), Task(2, agent: "bob"), Blocked(3, [4], "bob"), Task(4, agent: "ada")));

        prediction.Id.ShouldBe("wait-for-cycle:agent:ada+agent:bob");
        prediction.TaskNumbers().ShouldBe([1, 2, 3, 4]);
        prediction.Reasons.ShouldBe(["0 of 2 agents stand still", "ada waits for bob: #1 for #2", "bob waits for ada: #3 for #4"]);
        prediction.Requests().ShouldBe(["POST /tasks/1/unblock {}", "POST /tasks/3/unblock {}"]);
    }

    [Fact]
    public void Agents_that_wait_only_because_their_tasks_do_are_not_reported_beside_them()
    {
        var prediction = Predicted.Only(StateOf(
            [Agent("ada", AgentStatus.Blocked), Agent("bob", AgentStatus.Blocked)], Blocked(1, [2], "ada"), Blocked(2, [1], "bob")));

        prediction.Id.ShouldBe("wait-for-cycle:task:1+task:2");
        prediction.Agents.ShouldBe(["ada", "bob"]);
    }

    [Fact]
    public void An_agent_that_depends_on_itself_is_a_circle()
    {
        var prediction = Predicted.Only(StateOf([Agent("ada", dependencies: ["ada", "plan"])]));

        (prediction.Id, prediction.Summary).ShouldBe(("wait-for-cycle:agent:ada", "ada waits for itself"));
        prediction.Requests().ShouldBe(["PATCH /agents/ada {\"dependencies\":[\"plan\"]}"]);
    }

    [Fact]
    public void A_link_with_several_reasons_is_cut_only_if_no_other_will_do()
    {
        var prediction = Predicted.Only(StateOf(
            [Agent("ada", AgentStatus.Running, dependencies: ["bob"]), Agent("bob", AgentStatus.Running, dependencies: ["ada"])],
            Blocked(1, [2], "ada"), Task(2, agent: "bob")));

        prediction.Requests().ShouldBe(["PATCH /agents/bob {\"dependencies\":[]}"]);
    }

    [Fact]
    public void Long_circles_name_their_first_links_and_count_the_others()
    {
        var prediction = Predicted.Only(StateOf([.. Enumerable.Range(1, 12).Select(id => Blocked(id, [id % 12 + 1]))]));

        prediction.Id.ShouldBe("wait-for-cycle:task:1+task:2+task:3+task:4+task:5+task:6+task:7+task:8+4-more");
        prediction.Summary.ShouldBe("Tasks #1, #2, #3 and 9 more wait for each other in a circle");
        prediction.Reasons.Length.ShouldBe(10);
        prediction.Reasons[^1].ShouldBe("and 4 more such waits");
        prediction.SuggestedActions.Length.ShouldBe(3);
    }

    [Fact]
    public void Waiting_without_a_circle_is_none() => Predicted.Of(PredictionKinds.WaitForCycle, StateOf(
        [Agent("ada", dependencies: ["bob"]), Agent("bob")], Blocked(1, [2]), Blocked(2, [3]), Task(3, FleetTaskStatus.Completed, blockedBy: [1]))).ShouldBeEmpty();
}
