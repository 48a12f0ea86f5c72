using static Cadre.Fleet.Tests.State.Given;

namespace Cadre.Fleet.Tests.Graph;

public sealed class WorkGraphTests
{
    [Fact]
    public void Nodes_are_unfinished_tasks_and_what_they_wait_for()
    {
        var graph = WorkGraph.Of(StateOf(
            Task(1, FleetTaskStatus.Completed),
            Task(2, FleetTaskStatus.Completed),
            Blocked(3, [2, 7]),
            Task(4, FleetTaskStatus.Failed),
            Task(5)));

        graph.Nodes.ShouldBe(
        [
            new("task:2", "task", "Task 2", "completed"),
            new("task:3", "task", "Task 3", "blocked"),
            new("task:4", "task", "Task 4", "failed"),
            new("task:5", "task", "Task 5", "pending"),
            new("task:7", "task", "Task #7", "unknown"),
        ]);
    }

    [Fact]
    public void Nodes_are_agents_that_work_hold_wait_or_are_waited_for()
    {
        var graph = WorkGraph.Of(StateOf(
            [
                Agent("free"), Agent("works", AgentStatus.Running), Agent("stuck", AgentStatus.Blocked), Agent("broken", AgentStatus.Error),
                Agent("done", AgentStatus.Resolved), Agent("holds"), Agent("waits", dependencies: ["awaited", "some output"]), Agent("awaited"),
            ],
            Task(1, agent: "holds"), Task(2, FleetTaskStatus.InProgress, "gone"), Task(3, FleetTaskStatus.Completed, "free")));

        graph.Nodes.Where(node => node.Kind == "agent").ShouldBe(
        [
            new("agent:awaited", "agent", "awaited", "idle"),
            new("agent:broken", "agent", "broken", "error"),
            new("agent:gone", "agent", "gone", "unknown"),
            new("agent:holds", "agent", "holds", "idle"),
            new("agent:stuck", "agent", "stuck", "blocked"),
            new("agent:waits", "agent", "waits", "idle"),
            new("agent:works", "agent", "works", "running"),
        ]);
    }

    [Fact]
    public void Edges_say_who_waits_for_whom_and_who_holds_what()
    {
        var graph = WorkGraph.Of(StateOf(
            [Agent("ada", dependencies: ["bob", "bob", "a plan"]), Agent("bob")],
            Blocked(1, [2, 2], "bob"), Task(2, FleetTaskStatus.InProgress, "ada")));

        graph.Edges.ShouldBe(
        [
            new("task:1", "task:2", "blocked_by"),
            new("task:1", "agent:bob", "assigned"),
            new("task:2", "agent:ada", "assigned"),
            new("agent:ada", "agent:bob", "waits_for"),
            new("agent:bob", "agent:ada", "waits_for"),
        ]);
    }

    [Theory]
    [InlineData(FleetTaskStatus.Completed, "bob")]
    [InlineData(FleetTaskStatus.Failed, "bob")]
    [InlineData(FleetTaskStatus.InProgress, "ada")]
    [InlineData(FleetTaskStatus.InProgress, null)]
    public void Agent_does_not_wait_for_another_when_the_blocker_is_done_given_up_its_own_or_free(FleetTaskStatus status, string? holder)
    {
        var graph = WorkGraph.Of(StateOf([Agent("ada"), Agent("bob")], Blocked(1, [2], "ada"), Task(2, status, holder)));

        graph.Edges.ShouldNotContain(edge => edge.Kind == "waits_for");
    }

    [Fact]
    public void Cycles_name_a_circle_once_from_its_smallest_node()
    {
        var graph = WorkGraph.Of(StateOf(Blocked(12, [3]), Blocked(3, [7]), Blocked(7, [12, 1]), Task(1), Blocked(20, [3])));

        Names(graph.Cycles).ShouldBe(["task:3 task:7 task:12"]);
    }

    [Fact]
    public void Cycles_include_nodes_that_wait_for_themselves()
    {
        var graph = WorkGraph.Of(StateOf([Agent("ada", dependencies: ["ada"])], Blocked(1, [1, 2]), Blocked(2, [1])));

        Names(graph.Cycles).ShouldBe(["agent:ada", "task:1", "task:1 task:2"]);
    }

    [Fact]
    public void Cycles_run_through_tasks_and_dependencies_of_agents_alike()
    {
        var graph = WorkGraph.Of(StateOf(
            [Agent("ada"), Agent("bob", dependencies: ["ada"])], Blocked(1, [2], "ada"), Task(2, FleetTaskStatus.InProgress, "bob")));

        Names(graph.Cycles).ShouldBe(["agent:ada agent:bob"]);
    }

    [Fact]
    public void Ready_are_pending_tasks_whose_blockers_are_done_in_order_of_creation()
    {
        var graph = WorkGraph.Of(StateOf(
            Task(9), Task(4, blockedBy: [5]), Task(5, FleetTaskStatus.Completed), Task(6, blockedBy: [77]), Task(2, blockedBy: [9]),
            Blocked(3, [5]), Task(7, FleetTaskStatus.InProgress), Task(8, FleetTaskStatus.Failed)));

        graph.Ready.Select(id => id.Value).ShouldBe([9, 4]);
    }

    [Fact]
    public void LongestChain_begins_with_what_everything_waits_for()
    {
        var graph = WorkGraph.Of(StateOf(Blocked(1, [5]), Blocked(2, [5, 3]), Task(3, FleetTaskStatus.InProgress), Blocked(4, [2]), Blocked(5, [99]), Blocked(6, [2])));

        graph.LongestChain.Select(id => id.Value).ShouldBe([3, 2, 4]);
    }

    [Fact]
    public void LongestChain_does_not_go_round_a_circle()
    {
        var graph = WorkGraph.Of(StateOf(Blocked(1, [2]), Blocked(2, [1, 3]), Task(3), Blocked(4, [1])));

        graph.LongestChain.Select(id => id.Value).ShouldBe([3, 2]);
    }

    [Fact]
    public void Of_an_empty_fleet_is_empty()
    {
        var graph = WorkGraph.Of(FleetState.Empty);

        Json(graph).ShouldBe("""{"nodes":[],"edges":[],"cycles":[],"ready":[],"longestChain":[]}""");
    }

    [Fact]
    public void Of_a_chain_of_100000_tasks_needs_no_deep_stack()
    {
        const int length = 100_000;

        var graph = WorkGraph.Of(StateOf([.. Enumerable.Range(1, length).Select(id => Blocked(id, [id == length ? 1 : id + 1]))]));

        graph.Cycles.ShouldHaveSingleItem().Length.ShouldBe(length);
        graph.LongestChain.Length.ShouldBe(1);
    }

    [Fact]
    public void LongestChain_of_100000_tasks_is_found()
    {
        const int length = 100_000;

        var graph = WorkGraph.Of(StateOf([.. Enumerable.Range(1, length).Select(id => Task(id, blockedBy: id == length ? [] : [id + 1]))]));

        graph.LongestChain.Length.ShouldBe(length);
        graph.LongestChain[0].Value.ShouldBe(length);
        graph.Ready.ShouldHaveSingleItem().Value.ShouldBe(length);
    }

    [Fact]
    public void WriteJson_writes_nodes_edges_cycles_ready_and_the_longest_chain()
    {
        var graph = WorkGraph.Of(StateOf([Agent("a/b", AgentStatus.Running, workingOn: 2)], Blocked(1, [1]), Task(2, FleetTaskStatus.InProgress, "a/b"), Task(3)));

        Json(graph).ShouldBe(
            """
            {"nodes":[{"id":"task:1","kind":"task","title":"Task 1","status":"blocked"},{"id":"task:2","kind":"task","title":"Task 2","status":"in_progress"},{"id":"task:3","kind":"task","title":"Task 3","status":"pending"},{"id":"agent:a/b","kind":"agent","title":"a/b","status":"running"}],
            "edges":[{"from":"task:1","to":"task:1","kind":"blocked_by"},{"from":"task:2","to":"agent:a/b","kind":"assigned"}],
            "cycles":[["task:1"]],"ready":[3],"longestChain":[1]}
            """.Replace("\n", "", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Names(ImmutableArray<ImmutableArray<string>> cycles) => cycles.Select(cycle => string.Join(' ', cycle));

    private static string Json(WorkGraph graph) => Fixture.Text(graph.WriteJson);
}
