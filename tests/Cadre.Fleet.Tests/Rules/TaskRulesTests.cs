namespace Cadre.Fleet.Tests.Rules;

public sealed class TaskRulesTests
{
    private const long Now = Fixture.T0 + 60_000;

    private static readonly FleetState Two = Fixture.State([Fixture.Agent("a")], [Fixture.Task(1), Fixture.Task(2, FleetTaskStatus.Completed)]);

    [Fact]
    public void Task_without_id_gets_the_next_and_progress_counts_it() =>
        FleetRules.Decide(Two, new TaskCreated(new() { Id = default, Title = "T" }), Fixture.At(Now)).Accepted().ShouldBe(
            [new TaskCreated(new() { Id = new(3), Title = "T", Timestamp = Now, Version = 1 }), new ProgressUpdated(ProjectProgress.Of(1, 3))]);

    [Fact]
    public void Known_id_is_refused_to_callers_and_replaced_by_feeds()
    {
        FleetRules.Decide(Two, new TaskCreated(Fixture.Task(1)), Fixture.At(Now)).Refused().Code.ShouldBe("already-exists");
        FleetRules.Decide(Two, new TaskCreated(Fixture.Task(1)), Fixture.At(Now, strict: false)).Accepted().Single().ShouldBeOfType<TaskCreated>().Task.Version.ShouldBe(2);
        FleetRules.Decide(Two, new TaskCreated(Fixture.Task(1, at: 5)), Fixture.At(Now, strict: false)).Ignored().ShouldStartWith("stale");
    }

    [Fact]
    public void New_task_waits_only_for_blockers_that_are_open_each_once()
    {
        var created = FleetRules.Decide(Two, new TaskCreated(Fixture.Task(5, FleetTaskStatus.Pending, null, 0, 2, 1, 1, 77)), Fixture.At(Now)).Accepted()[0];

        created.ShouldBeOfType<TaskCreated>().Task.ShouldSatisfyAllConditions(
            task => task.Status.ShouldBe(FleetTaskStatus.Blocked), task => task.BlockedBy.ShouldBe(Fixture.Tasks(1, 77)));
    }

    [Fact]
    public void Task_announced_when_it_is_done_frees_those_that_waited_for_it()
    {
        var state = Fixture.State([], [Fixture.Task(1, FleetTaskStatus.Blocked, null, Fixture.T0 + 9, 7)]);

        var after = state.After(FleetRules.Decide(state, new TaskCreated(Fixture.Task(7, FleetTaskStatus.Completed)), Fixture.At(Now)));

        after.Tasks[new(1)].ShouldSatisfyAllConditions(task => task.Status.ShouldBe(FleetTaskStatus.Pending), task => task.Timestamp.ShouldBe(Fixture.T0 + 9));
        after.Progress.ShouldBe(ProjectProgress.Of(1, 2));
    }

    [Fact]
    public void Completing_and_reopening_report_the_progress()
    {
        var done = Two.After(FleetRules.Decide(Two, new TaskStatusChanged(new(1), FleetTaskStatus.Completed, null, 0), Fixture.At(Now)));
        var reopened = done.After(FleetRules.Decide(done, new TaskStatusChanged(new(2), FleetTaskStatus.Pending, null, 0), Fixture.At(Now)));

        done.Progress.ShouldBe(new(2, 2, 100));
        reopened.Progress.ShouldBe(new(1, 2, 50));
        FleetRules.Decide(done, new TaskStatusChanged(new(1), FleetTaskStatus.Completed, 100, 0), Fixture.At(Now)).Accepted().Length.ShouldBe(1);
    }

    [Fact]
    public void Completing_bears_no_time_before_that_of_a_task_it_frees()
    {
        var state = Fixture.State([], [Fixture.Task(1), Fixture.Task(2, FleetTaskStatus.Blocked, null, Fixture.T0 + 500, 1)]);

        FleetRules.Decide(state, new TaskStatusChanged(new(1), FleetTaskStatus.Completed, null, Fixture.T0), Fixture.At(Now)).Accepted()[0]
            .ShouldBeOfType<TaskStatusChanged>().Timestamp.ShouldBe(Fixture.T0 + 500);
    }

    [Fact]
    public void Old_or_unknown_reports_are_ignored_in_feeds_and_unknown_ones_refused_to_callers()
    {
        FleetRules.Decide(Two, new TaskStatusChanged(new(1), FleetTaskStatus.Failed, null, 5), Fixture.At(Now, strict: false)).Ignored().ShouldStartWith("stale");
        FleetRules.Decide(Two, new TaskStatusChanged(new(9), FleetTaskStatus.Failed, null, 5), Fixture.At(Now, strict: false)).Ignored().ShouldBe("unknown task '9'");
        FleetRules.Decide(Two, new TaskUnblocked(new(9), 0), Fixture.At(Now)).Refused().Code.ShouldBe("not-found");
    }

    [Theory]
    [InlineData(140)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void Progress_out_of_range_is_refused_in_feeds_too(double progress) =>
        FleetRules.Decide(Two, new TaskStatusChanged(new(1), FleetTaskStatus.InProgress, progress, 0), Fixture.At(Now, strict: false)).Refused().Pointer.ShouldBe("/progress");

    [Fact]
    public void Title_status_and_progress_may_change_together()
    {
        var events = FleetRules.Decide(Two, new TaskUpdated(new(1), new() { Title = "new", Status = FleetTaskStatus.Completed, Progress = 100 }, 0), Fixture.At(Now)).Accepted();

        events.ShouldBe(
        [
            new TaskUpdated(new(1), new() { Title = "new" }, Now),
            new TaskStatusChanged(new(1), FleetTaskStatus.Completed, 100, Now),
            new ProgressUpdated(new(2, 2, 100)),
        ]);
    }

    [Fact]
    public void Progress_alone_keeps_the_status_and_status_alone_keeps_the_progress()
    {
        var half = Two.After(FleetRules.Decide(Two, new TaskUpdated(new(1), new() { Progress = 50 }, 0), Fixture.At(Now)));
        var blocked = half.After(FleetRules.Decide(half, new TaskUpdated(new(1), new() { Status = FleetTaskStatus.Failed }, 0), Fixture.At(Now)));

        half.Tasks[new(1)].ShouldSatisfyAllConditions(task => task.Status.ShouldBe(FleetTaskStatus.Pending), task => task.Progress.ShouldBe(50));
        blocked.Tasks[new(1)].ShouldSatisfyAllConditions(task => task.Status.ShouldBe(FleetTaskStatus.Failed), task => task.Progress.ShouldBe(50));
    }

    [Fact]
    public void Empty_change_of_a_task_is_refused() =>
        FleetRules.Decide(Two, new TaskUpdated(new(1), new(), 0), Fixture.At(Now)).Refused().Expected!.ShouldContain("title, status, progress");

    [Fact]
    public void Task_cannot_wait_for_itself() =>
        FleetRules.Decide(Two, new TaskBlocked(new(1), Fixture.Tasks(2, 1), 0), Fixture.At(Now, strict: false)).Refused().Pointer.ShouldBe("/blockedBy/1");

    [Fact]
    public void Waiting_in_a_circle_is_allowed_and_predicted()
    {
        var state = Fixture.State([], [Fixture.Task(1, FleetTaskStatus.Blocked, null, Fixture.T0, 2), Fixture.Task(2)]);

        var after = state.After(FleetRules.Decide(state, new TaskBlocked(new(2), Fixture.Tasks(1), 0), Fixture.At(Now)));

        ConflictPredictor.Predict(after, Now).ShouldContain(prediction => prediction.Kind == PredictionKinds.WaitForCycle);
    }

    [Fact]
    public void Waiting_for_nothing_or_for_what_is_done_is_pointless()
    {
        foreach (var blockers in new[] { Fixture.Tasks(), Fixture.Tasks(2) })
        {
            FleetRules.Decide(Two, new TaskBlocked(new(1), blockers, 0), Fixture.At(Now)).ShouldBeOfType<Decision.Refused>();
            FleetRules.Decide(Two, new TaskBlocked(new(1), blockers, 0), Fixture.At(Now, strict: false)).ShouldBeOfType<Decision.Ignored>();
        }
    }

    [Fact]
    public void Unblocking_makes_sense_only_for_unfinished_tasks()
    {
        FleetRules.Decide(Two, new TaskUnblocked(new(2), 0), Fixture.At(Now)).Refused().Code.ShouldBe("invalid-transition");
        FleetRules.Decide(Two, new TaskUnblocked(new(1), 0), Fixture.At(Now)).Ignored().ShouldBe("task 1 is not blocked");
        FleetRules.Decide(Two, new TaskUnblocked(new(1), 0), Fixture.At(Now, strict: false)).Accepted().Length.ShouldBe(1);
    }

    [Fact]
    public void Limits_and_versions_hold_for_tasks()
    {
        FleetRules.Decide(Two, new TaskCreated(Fixture.Task(3)), Fixture.At(Now, limits: new() { MaxTasks = 2 })).Refused().Code.ShouldBe("limit-reached");
        FleetRules.Decide(Two, new TaskUpdated(new(1), new() { Title = "x" }, 0), Fixture.At(Now, expectedVersion: 9)).Refused().Code.ShouldBe("version-mismatch");
        FleetRules.Decide(Two, new TaskCreated(Fixture.Task(3) with { Title = new string('x', 1_001) }), Fixture.At(Now)).Refused().Pointer.ShouldBe("/title");
        FleetRules.Decide(Two, new TaskCreated(Fixture.Task(3) with { Id = new(TaskId.MaxValue + 1) }), Fixture.At(Now)).Refused().Pointer.ShouldBe("/id");
    }
}
