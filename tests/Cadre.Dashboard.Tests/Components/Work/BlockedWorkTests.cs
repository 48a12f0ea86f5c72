using Cadre.Dashboard.Components.Work;
using Cadre.Fleet;
using Shouldly;
using Xunit;
using static Cadre.Dashboard.Tests.Components.Work.Tasks;

namespace Cadre.Dashboard.Tests.Components.Work;

public sealed class BlockedWorkTests
{
    [Fact]
    public void Chain_begins_with_its_cause_and_counts_all_that_wait_for_it()
    {
        var holder = AgentId.Parse("ada");
        var work = BlockedWork.Of(GraphOf(Task(1, FleetTaskStatus.InProgress) with { AgentId = holder }, Waiting(2, 1), Waiting(3, 2), Waiting(4, 1), Task(5)));

        var chain = work.Chains.ShouldHaveSingleItem();
        chain.Tasks.ShouldBe([1, 2, 3]);
        chain.HoldsUp.ShouldBe(3);
        chain.Holder.ShouldBe("ada");
        chain.Status.ShouldBe("in_progress");
        work.Ready.ShouldBe(1);
    }

    [Fact]
    public void Longest_chain_comes_first_and_the_rest_is_counted()
    {
        var pairs = Enumerable.Range(1, 20).SelectMany(i => new[] { Task(i * 10), Waiting((i * 10) + 1, i * 10) });
        var work = BlockedWork.Of(GraphOf([.. pairs, Task(900), Waiting(901, 900), Waiting(902, 901)]));

        work.Chains[0].Tasks.ShouldBe([900, 901, 902]);
        work.Chains.Length.ShouldBe(BlockedWork.MostChains);
        work.More.ShouldBe(21 - BlockedWork.MostChains);
    }

    [Fact]
    public void Task_that_is_done_holds_nothing_up()
    {
        var work = BlockedWork.Of(GraphOf(Task(1, FleetTaskStatus.Completed), Waiting(2, 1)));

        work.Chains.ShouldBeEmpty();
        work.Longest.ShouldBeEmpty();
    }

    [Fact]
    public void Circle_is_told_from_its_smallest_task_back_to_it_the_cause_first()
    {
        var work = BlockedWork.Of(GraphOf(Waiting(1, 2), Waiting(2, 3), Waiting(3, 1)));

        work.Cycles.ShouldHaveSingleItem().ShouldBe([1, 3, 2, 1]);
        work.Chains.ShouldBeEmpty();
    }

    [Fact]
    public void Chain_into_a_circle_ends_before_it()
    {
        var work = BlockedWork.Of(GraphOf(Task(1), Waiting(2, 1), Waiting(3, 2, 4), Waiting(4, 3)));

        var chain = work.Chains.ShouldHaveSingleItem();
        chain.Tasks.ShouldBe([1, 2]);
        chain.HoldsUp.ShouldBe(3);
    }
}
