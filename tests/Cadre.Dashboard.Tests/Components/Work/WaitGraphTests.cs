using Cadre.Dashboard.Components.Work;
using Cadre.Fleet;
using static Cadre.Dashboard.Tests.Components.Work.Tasks;

namespace Cadre.Dashboard.Tests.Components.Work;

public sealed class WaitGraphTests
{
    [Fact]
    public void Task_has_all_behind_it_that_wait_directly_or_for_others_each_once()
    {
        var waits = WaitGraph.Of(GraphOf(Task(1), Waiting(2, 1), Waiting(3, 1), Waiting(4, 2, 3), Waiting(5, 4), Task(6)));

        waits.CountBehind(1).ShouldBe(4);
        waits.CountBehind(4).ShouldBe(1);
        waits.CountBehind(6).ShouldBe(0);
    }

    [Fact]
    public void Task_in_a_circle_is_not_behind_itself() =>
        WaitGraph.Of(GraphOf(Waiting(1, 2), Waiting(2, 1), Waiting(3, 1))).CountBehind(1).ShouldBe(2);

    [Fact]
    public void Task_that_is_done_or_unknown_has_nobody_behind_it()
    {
        var waits = WaitGraph.Of(GraphOf(Task(1, FleetTaskStatus.Completed), Waiting(2, 1)));

        waits.CountBehind(1).ShouldBe(0);
        waits.CountBehind(99).ShouldBe(0);
    }
}
