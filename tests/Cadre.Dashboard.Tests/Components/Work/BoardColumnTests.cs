using Cadre.Dashboard.Components.Work;
using Cadre.Fleet;
using Shouldly;
using Xunit;
using static Cadre.Dashboard.Tests.Components.Work.Tasks;

namespace Cadre.Dashboard.Tests.Components.Work;

public sealed class BoardColumnTests
{
    private static readonly WorkFilter All = WorkFilter.Of(null, null, null);

    [Fact]
    public void Pending_tasks_that_can_begin_come_first_in_the_order_of_their_numbers()
    {
        FleetTask[] tasks = [Task(1, FleetTaskStatus.Pending, 5), Task(3), Task(2), Task(4, FleetTaskStatus.Pending, 6), Task(5), Task(6, FleetTaskStatus.Completed)];

        BoardColumn.Of(tasks, FleetTaskStatus.Pending, All, 40).Ids.ShouldBe([2, 3, 4, 5, 1]);
    }

    [Fact]
    public void Completed_tasks_stand_newest_first()
    {
        FleetTask[] tasks = [Task(1, FleetTaskStatus.Completed) with { Timestamp = 30 }, Task(2, FleetTaskStatus.Completed) with { Timestamp = 50 }, Task(3, FleetTaskStatus.Completed) with { Timestamp = 30 }];

        BoardColumn.Of(tasks, FleetTaskStatus.Completed, All, 40).Ids.ShouldBe([2, 3, 1]);
    }

    [Fact]
    public void Column_is_capped_and_counts_all()
    {
        var column = BoardColumn.Of([.. Enumerable.Range(1, 100).Select(id => Task(id))], FleetTaskStatus.Pending, All, 40);

        column.Ids.Length.ShouldBe(40);
        column.Total.ShouldBe(100);
    }

    [Fact]
    public void Progress_of_a_task_makes_no_other_column()
    {
        FleetTask[] tasks = [Task(1, FleetTaskStatus.InProgress), Task(2, FleetTaskStatus.InProgress)];
        FleetTask[] later = [tasks[0] with { Progress = 40, Timestamp = 9, Version = 2 }, tasks[1]];

        BoardColumn.Of(later, FleetTaskStatus.InProgress, All, 40).ShouldBe(BoardColumn.Of(tasks, FleetTaskStatus.InProgress, All, 40));
    }

    [Theory]
    [InlineData("PART 12", new long[] { 12 })]
    [InlineData("#1", new long[] { 1 })]
    [InlineData("ada", new long[] { 2 })]
    [InlineData("nothing", new long[0])]
    public void Search_looks_at_title_number_and_holder(string text, long[] found)
    {
        FleetTask[] tasks = [Task(1), Task(2) with { AgentId = AgentId.Parse("backend/Ada") }, Task(12)];

        BoardColumn.Of(tasks, FleetTaskStatus.Pending, WorkFilter.Of(text, null, null), 40).Ids.ShouldBe(found);
    }

    [Fact]
    public void Status_that_there_is_not_filters_nothing() => WorkFilter.Of(null, null, "sleeping").Status.ShouldBeNull();
}
