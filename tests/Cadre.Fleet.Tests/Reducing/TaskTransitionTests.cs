namespace Cadre.Fleet.Tests.Reducing;

public sealed class TaskTransitionTests
{
    [Fact]
    public void Assigning_moves_task_and_agent_together()
    {
        var state = Fixture.State([Fixture.Agent("a")], [Fixture.Task(1)]);

        var after = FleetReducer.Apply(state, new TaskAssigned(new(1), Fixture.Id("a"), null, Fixture.T0 + 1));

        after.Tasks[new(1)].ShouldSatisfyAllConditions(
            task => task.Status.ShouldBe(FleetTaskStatus.InProgress), task => task.AgentId.ShouldBe(Fixture.Id("a")), task => task.Version.ShouldBe(2));
        after.Agents[Fixture.Id("a")].ShouldSatisfyAllConditions(
            agent => agent.Status.ShouldBe(AgentStatus.Running), agent => agent.CurrentTask.ShouldBe(new(new(1), "Task #1")), agent => agent.Version.ShouldBe(2));
    }

    [Fact]
    public void Assigning_what_nobody_knows_changes_nothing() =>
        FleetReducer.Apply(FleetState.Empty, new TaskAssigned(new(1), Fixture.Id("a"), null, Fixture.T0)).ShouldBeSameAs(FleetState.Empty);

    [Fact]
    public void Completing_frees_the_holder_and_the_tasks_that_waited()
    {
        var state = Fixture.State(
            [Fixture.Agent("a", AgentStatus.Running, onTask: 1), Fixture.Agent("b")],
            [
                Fixture.Task(1, FleetTaskStatus.InProgress, "a"),
                Fixture.Task(2, FleetTaskStatus.Blocked, null, Fixture.T0, 1, 1),
                Fixture.Task(3, FleetTaskStatus.Blocked, null, Fixture.T0, 1, 4),
                Fixture.Task(4),
            ]);

        var after = FleetReducer.Apply(state, new TaskStatusChanged(new(1), FleetTaskStatus.Completed, 100, Fixture.T0 + 1));

        after.Agents[Fixture.Id("a")].ShouldSatisfyAllConditions(
            agent => agent.Status.ShouldBe(AgentStatus.Idle), agent => agent.CurrentTask.ShouldBeNull(), agent => agent.TasksCompleted.ShouldBe(0));
        after.Agents[Fixture.Id("b")].ShouldBeSameAs(state.Agents[Fixture.Id("b")]);
        after.Tasks[new(2)].ShouldSatisfyAllConditions(task => task.Status.ShouldBe(FleetTaskStatus.Pending), task => task.BlockedBy.ShouldBeEmpty());
        after.Tasks[new(3)].ShouldSatisfyAllConditions(task => task.Status.ShouldBe(FleetTaskStatus.Blocked), task => task.BlockedBy.ShouldBe(Fixture.Tasks(4)));
        after.Tasks[new(4)].ShouldBeSameAs(state.Tasks[new(4)]);
        after.Activity[0].ShouldSatisfyAllConditions(
            item => item.Type.ShouldBe("task_completed"), item => item.Agent.ShouldBe("a"), item => item.Message.ShouldBe("Task #1 completed: Task 1"));
    }

    [Fact]
    public void Completing_leaves_an_agent_that_moved_on_or_reported_since()
    {
        var state = Fixture.State(
            [Fixture.Agent("a", AgentStatus.Running, onTask: 9), Fixture.Agent("b", AgentStatus.Running, at: Fixture.T0 + 5, onTask: 2)],
            [Fixture.Task(1, FleetTaskStatus.InProgress, "a"), Fixture.Task(2, FleetTaskStatus.InProgress, "b")]);

        var after = state;
        foreach (var id in new long[] { 1, 2 }) after = FleetReducer.Apply(after, new TaskStatusChanged(new(id), FleetTaskStatus.Completed, null, Fixture.T0 + 1));

        after.Agents.ShouldBeSameAs(state.Agents);
    }

    [Fact]
    public void Completing_again_runs_no_cascade_but_stores_the_report()
    {
        var state = Fixture.State(
            [Fixture.Agent("a", AgentStatus.Running)],
            [Fixture.Task(1, FleetTaskStatus.Completed, "a"), Fixture.Task(2, FleetTaskStatus.Blocked, null, Fixture.T0, 1)]);

        var after = FleetReducer.Apply(state, new TaskStatusChanged(new(1), FleetTaskStatus.Completed, 100, Fixture.T0 + 1));

        after.Agents.ShouldBeSameAs(state.Agents);
        after.Tasks[new(2)].ShouldBeSameAs(state.Tasks[new(2)]);
        after.Activity.ShouldBeEmpty();
        after.Tasks[new(1)].Progress.ShouldBe(100);
    }

    [Fact]
    public void Completed_dependent_stays_completed()
    {
        var state = Fixture.State([], [Fixture.Task(1), Fixture.Task(2, FleetTaskStatus.Completed, null, Fixture.T0, 1)]);

        var after = FleetReducer.Apply(state, new TaskStatusChanged(new(1), FleetTaskStatus.Completed, null, Fixture.T0 + 1));

        after.Tasks[new(2)].ShouldSatisfyAllConditions(task => task.Status.ShouldBe(FleetTaskStatus.Completed), task => task.BlockedBy.ShouldBeEmpty());
    }

    [Fact]
    public void Task_that_blocks_itself_completes_without_harm()
    {
        var state = Fixture.State([], [Fixture.Task(1, FleetTaskStatus.Blocked, null, Fixture.T0, 1, 2)]);

        FleetReducer.Apply(state, new TaskStatusChanged(new(1), FleetTaskStatus.Completed, null, Fixture.T0 + 1)).Tasks[new(1)].Status.ShouldBe(FleetTaskStatus.Completed);
    }

    [Fact]
    public void Blocking_replaces_the_blockers_and_unblocking_clears_them()
    {
        var state = Fixture.State([], [Fixture.Task(1), Fixture.Task(2), Fixture.Task(3)]);

        var blocked = FleetReducer.Apply(FleetReducer.Apply(state, new TaskBlocked(new(1), Fixture.Tasks(2), Fixture.T0)), new TaskBlocked(new(1), Fixture.Tasks(3), Fixture.T0));
        var freed = FleetReducer.Apply(blocked, new TaskUnblocked(new(1), Fixture.T0));

        blocked.Tasks[new(1)].BlockedBy.ShouldBe(Fixture.Tasks(3));
        blocked.TaskIndex.DependentsOf(new(2)).ShouldBeEmpty();
        freed.Tasks[new(1)].ShouldSatisfyAllConditions(task => task.Status.ShouldBe(FleetTaskStatus.Pending), task => task.BlockedBy.ShouldBeEmpty());
    }

    [Fact]
    public void Late_reports_apply_in_the_order_in_which_they_arrive()
    {
        var state = Fixture.State([], [Fixture.Task(1)]);

        FleetReducer.Apply(state, new TaskStatusChanged(new(1), FleetTaskStatus.Failed, null, Fixture.T0 - 5)).Tasks[new(1)].Timestamp.ShouldBe(Fixture.T0 - 5);
    }

    public static TheoryData<FleetEvent> Pointless => new((FleetEvent[])
    [
        new TaskStatusChanged(new(9), FleetTaskStatus.Completed, null, Fixture.T0),
        new TaskStatusChanged(new(1), FleetTaskStatus.Completed, null, 0),
        new TaskBlocked(new(1), [], Fixture.T0),
        new TaskBlocked(new(9), Fixture.Tasks(1), Fixture.T0),
        new TaskUnblocked(new(9), Fixture.T0),
        new TaskUpdated(new(9), new() { Title = "x" }, Fixture.T0),
        new TaskUpdated(new(1), new(), Fixture.T0),
        new TaskCreated(Fixture.Task(2, at: 0)),
        new TaskCreated(Fixture.Task(1, at: Fixture.T0 - 1)),
        new TaskAssigned(new(9), Fixture.Id("a"), null, Fixture.T0),
    ]);

    [Theory]
    [MemberData(nameof(Pointless))]
    public void Pointless_event_answers_the_same_state(FleetEvent e)
    {
        var state = Fixture.State([], [Fixture.Task(1)]);

        FleetReducer.Apply(state, e).ShouldBeSameAs(state);
    }
}
