using Cadre.Dashboard.Components.Fleet;
using Cadre.Fleet;

namespace Cadre.Dashboard.Tests.Components.Fleet;

public sealed class WaitsTests
{
    [Fact]
    public void Each_graph_is_looked_at_once()
    {
        var graph = WorkGraph.Of(FleetState.Empty);

        Waits.Of(graph).ShouldBeSameAs(Waits.Of(graph));
    }

    [Fact]
    public void Dependency_is_seen_from_both_ends()
    {
        var waits = WaitsOf(new AgentCreated(Agents.Of("ada", at: 1)), new AgentCreated(Agents.Of("kai", at: 1) with { Dependencies = ["ada", "schema"] }));

        waits.About("kai").ShouldBe([new WorkLink(false, "agent:ada", "ada")]);
        waits.About("ada").ShouldBe([new WorkLink(true, "agent:kai", "kai")]);
        waits.Waiting("ada").ShouldBe(1);
        waits.Waiting("kai").ShouldBe(0);
        waits.About("nobody").ShouldBeEmpty();
    }

    [Fact]
    public void Tasks_stand_before_the_agents_that_hold_them()
    {
        var waits = WaitsOf(
            new AgentCreated(Agents.Of("ada", at: 1)), new AgentCreated(Agents.Of("kai", at: 1)), Task(1, "Export"), Task(2, "Menu"),
            new TaskAssigned(new(1), AgentId.Parse("ada"), null, 1), new TaskAssigned(new(2), AgentId.Parse("kai"), null, 1), new TaskBlocked(new(2), [new(1)], 2));

        waits.About("kai").ShouldBe([new WorkLink(false, "task:1", "Export"), new WorkLink(false, "agent:ada", "ada")]);
        waits.About("ada").ShouldBe([new WorkLink(true, "agent:kai", "kai")]);
    }

    [Fact]
    public void Task_that_nobody_holds_waits_by_itself_and_is_no_agent()
    {
        var waits = WaitsOf(new AgentCreated(Agents.Of("ada", at: 1)), Task(1, "Export"), Task(2, "Menu"), new TaskAssigned(new(1), AgentId.Parse("ada"), null, 1), new TaskBlocked(new(2), [new(1)], 2));

        waits.About("ada").ShouldBe([new WorkLink(true, "task:2", "Menu")]);
        waits.Waiting("ada").ShouldBe(0);
    }

    [Fact]
    public void Link_says_whom_it_names()
    {
        new WorkLink(false, "task:17", "").Task.ShouldBe(new TaskId(17));
        new WorkLink(false, "task:17", "").Agent.ShouldBeNull();
        new WorkLink(false, "agent:a:b", "").Agent.ShouldBe(AgentId.Parse("a:b"));
        new WorkLink(false, "", "schema").Agent.ShouldBeNull();
    }

    private static TaskCreated Task(long id, string title) => new(new FleetTask { Id = new(id), Title = title, Timestamp = 1 });

    private static Waits WaitsOf(params FleetEvent[] events) => Waits.Of(WorkGraph.Of(events.Aggregate(FleetState.Empty, FleetReducer.Apply)));
}
