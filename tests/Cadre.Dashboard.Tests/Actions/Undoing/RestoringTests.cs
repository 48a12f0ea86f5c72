using Cadre.Dashboard.Actions.Undoing;
using Cadre.Fleet;

namespace Cadre.Dashboard.Tests.Actions.Undoing;

public sealed class RestoringTests
{
    private static readonly TaskId Task = new(1);
    private static readonly TaskId First = new(2);
    private static readonly TaskId Second = new(3);

    private static readonly FleetState Fleet = After(
        FleetState.Empty,
        new TaskCreated(Of(First)), new TaskCreated(Of(Second)), new TaskCreated(Of(Task) with { Progress = 40 }));

    public static TheoryData<string, FleetEvent[], FleetEvent[]> Changes { get; } = new()
    {
        { "a pending task was blocked", [], [new TaskBlocked(Task, [First], 1)] },
        { "a blocked task was unblocked", [new TaskBlocked(Task, [First, Second], 1)], [new TaskUnblocked(Task, 1)] },
        { "a blocked task got other blockers", [new TaskBlocked(Task, [First], 1)], [new TaskBlocked(Task, [Second], 1)] },
        { "a task in progress was blocked", [Status(Task, FleetTaskStatus.InProgress)], [new TaskBlocked(Task, [First], 1)] },
        { "a task in progress was completed", [Status(Task, FleetTaskStatus.InProgress)], [Status(Task, FleetTaskStatus.Completed)] },
        { "a task that waits was put in progress", [new TaskBlocked(Task, [First], 1)], [Status(Task, FleetTaskStatus.InProgress)] },
        { "a failed task was put back", [Status(Task, FleetTaskStatus.Failed)], [Status(Task, FleetTaskStatus.Pending)] },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Task_stands_as_it_did(string what, FleetEvent[] before, FleetEvent[] change)
    {
        var was = After(Fleet, before);
        var now = After(was, change);

        var after = After(now, [.. Restoring.Standing(was.Tasks[Task], now.Tasks[Task], now)]);

        var task = after.Tasks[Task];
        (task.Status, string.Join(' ', task.BlockedBy)).ShouldBe((was.Tasks[Task].Status, string.Join(' ', was.Tasks[Task].BlockedBy)), what);
    }

    [Fact]
    public void Task_does_not_wait_again_for_what_is_done_by_now()
    {
        var was = After(Fleet, new TaskBlocked(Task, [First, Second], 1));
        var now = After(was, new TaskUnblocked(Task, 1), Status(First, FleetTaskStatus.Completed));

        After(now, [.. Restoring.Standing(was.Tasks[Task], now.Tasks[Task], now)]).Tasks[Task].BlockedBy.ShouldBe([Second]);
    }

    [Fact]
    public void Task_whose_blockers_are_all_done_by_now_is_free()
    {
        var was = After(Fleet, new TaskBlocked(Task, [First], 1));
        var now = After(was, new TaskUnblocked(Task, 1), Status(First, FleetTaskStatus.Completed));

        After(now, [.. Restoring.Standing(was.Tasks[Task], now.Tasks[Task], now)]).Tasks[Task].Status.ShouldBe(FleetTaskStatus.Pending);
    }

    [Fact]
    public void Task_waits_again_for_one_that_is_opened_again()
    {
        var was = After(Fleet, new TaskBlocked(Task, [First], 1));
        var now = After(was, Status(First, FleetTaskStatus.Completed));
        now.Tasks[Task].Status.ShouldBe(FleetTaskStatus.Pending);

        var task = After(now, [Status(First, FleetTaskStatus.Pending), .. Restoring.Standing(was.Tasks[Task], now.Tasks[Task], now, reopened: First)]).Tasks[Task];

        (task.Status, task.BlockedBy.Single()).ShouldBe((FleetTaskStatus.Blocked, First));
    }

    [Fact]
    public void What_nobody_changed_needs_nothing() =>
        Restoring.Standing(Fleet.Tasks[Task], Fleet.Tasks[Task], Fleet).ShouldBeEmpty();

    private static FleetTask Of(TaskId id) => new() { Id = id, Title = $"task {id}", Timestamp = 1, Version = 1 };

    private static TaskStatusChanged Status(TaskId id, FleetTaskStatus status) => new(id, status, null, 1);

    // As the hub takes them.
    private static FleetState After(FleetState state, params FleetEvent[] proposals) => proposals.Aggregate(state, static (state, proposal) =>
        FleetRules.Decide(state, proposal, new DecisionContext(1, new FleetLimits())).ShouldBeOfType<Decision.Accepted>(proposal.ToString()).Events.Aggregate(state, FleetReducer.Apply));
}
