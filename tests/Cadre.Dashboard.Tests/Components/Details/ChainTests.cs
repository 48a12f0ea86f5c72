using Cadre.Dashboard.Components.Details;
using Cadre.Fleet;
using Cadre.Live;

namespace Cadre.Dashboard.Tests.Components.Details;

public sealed class ChainTests
{
    [Fact]
    public void The_longest_way_through_a_task_goes_from_its_start_to_its_end()
    {
        var chain = Of(3, (2, [1]), (3, [2, 9]), (4, [3]), (5, [4]), (6, [3]));
        chain.Links.Select(task => task.Value).ShouldBe([1, 2, 3, 4, 5]);
        (chain.Start, chain.IsCircle).ShouldBe(("pending", false));
    }

    [Fact]
    public void A_task_that_hangs_on_nothing_is_its_own_chain() => Of(9, (2, [1])).Links.ShouldBe([new TaskId(9)]);

    [Fact]
    public void A_circle_ends_and_names_nobody_twice()
    {
        var chain = Of(1, (1, [2]), (2, [3]), (3, [1]));
        chain.IsCircle.ShouldBeTrue();
        chain.Links.Select(task => task.Value).Order().ShouldBe([1, 2, 3]);
    }

    private static Chain Of(long task, params (long Task, long[] BlockedBy)[] waits)
    {
        var state = FleetState.Empty;
        foreach (var id in waits.SelectMany(wait => wait.BlockedBy.Append(wait.Task)).Append(task).Distinct())
        {
            var blockedBy = waits.FirstOrDefault(wait => wait.Task == id).BlockedBy ?? [];
            state = FleetReducer.Apply(state, new TaskCreated(new FleetTask { Id = new(id), Title = $"task {id}", Timestamp = 1, BlockedBy = [.. blockedBy.Select(blocker => new TaskId(blocker))] }));
        }
        return Chain.Of(new StateAt<WorkGraph>(new("e", 1), WorkGraph.Of(state)), new TaskId(task));
    }
}
