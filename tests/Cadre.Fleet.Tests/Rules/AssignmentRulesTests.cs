namespace Cadre.Fleet.Tests.Rules;

public sealed class AssignmentRulesTests
{
    private const long Now = Fixture.T0 + 60_000;

    private static readonly FleetState Fleet = Fixture.State(
        [Fixture.Agent("a", AgentStatus.Running, onTask: 1), Fixture.Agent("b", at: Fixture.T0 + 500)], [Fixture.Task(1, FleetTaskStatus.InProgress, "a"), Fixture.Task(2)]);

    [Fact]
    public void Feed_announces_a_task_by_its_first_assignment()
    {
        var decision = FleetRules.Decide(Fleet, new TaskAssigned(new(42), Fixture.Id("b"), "Build it", Fixture.T0 + 900), Fixture.At(Now, strict: false));

        decision.Accepted().ShouldBe(
        [
            new TaskCreated(new() { Id = new(42), Title = "Build it", Timestamp = Fixture.T0 + 900, Version = 1 }),
            new TaskAssigned(new(42), Fixture.Id("b"), "Build it", Fixture.T0 + 900),
            new ProgressUpdated(ProjectProgress.Of(0, 3)),
        ]);
    }

    [Fact]
    public void Caller_is_refused_an_unknown_task_or_agent()
    {
        FleetRules.Decide(Fleet, new TaskAssigned(new(42), Fixture.Id("b"), null, 0), Fixture.At(Now)).Refused().Pointer.ShouldBe("/taskId");
        FleetRules.Decide(Fleet, new TaskAssigned(new(1), Fixture.Id("ghost"), null, 0), Fixture.At(Now)).Refused().Pointer.ShouldBe("/agentId");
        FleetRules.Decide(Fleet, new TaskAssigned(new(42), Fixture.Id("ghost"), null, 0), Fixture.At(Now, strict: false)).Ignored().ShouldBe("unknown agent 'ghost'");
    }

    [Fact]
    public void Assignment_older_than_the_agent_but_not_than_the_task_bears_the_agents_time() =>
        FleetRules.Decide(Fleet, new TaskAssigned(new(2), Fixture.Id("b"), null, Fixture.T0 + 100), Fixture.At(Now, strict: false)).Accepted()
            .Single().ShouldBeOfType<TaskAssigned>().Timestamp.ShouldBe(Fixture.T0 + 500);

    [Fact]
    public void Assignment_older_than_the_task_is_stale() =>
        FleetRules.Decide(Fleet, new TaskAssigned(new(2), Fixture.Id("b"), null, Fixture.T0 - 1), Fixture.At(Now, strict: false)).Ignored().ShouldStartWith("stale");

    [Fact]
    public void Caller_who_reallocates_relieves_the_agent_that_worked_on_it()
    {
        var after = Fleet.After(FleetRules.Decide(Fleet, new TaskAssigned(new(1), Fixture.Id("b"), null, 0), Fixture.At(Now)));

        after.Agents[Fixture.Id("a")].ShouldSatisfyAllConditions(agent => agent.Status.ShouldBe(AgentStatus.Idle), agent => agent.CurrentTask.ShouldBeNull());
        after.Agents[Fixture.Id("b")].CurrentTask.ShouldBe(new(new(1), "Task 1"));
    }

    [Fact]
    public void Feed_leaves_each_agent_to_its_own_reports()
    {
        var after = Fleet.After(FleetRules.Decide(Fleet, new TaskAssigned(new(1), Fixture.Id("b"), null, Fixture.T0 + 900), Fixture.At(Now, strict: false)));

        after.Agents[Fixture.Id("a")].ShouldBeSameAs(Fleet.Agents[Fixture.Id("a")]);
        after.Agents[Fixture.Id("b")].CurrentTask.ShouldBe(new(new(1), "Task #1"));
    }

    [Fact]
    public void Assigning_a_completed_task_reopens_it()
    {
        var state = Fixture.State([Fixture.Agent("a")], [Fixture.Task(1, FleetTaskStatus.Completed)]);

        state.After(FleetRules.Decide(state, new TaskAssigned(new(1), Fixture.Id("a"), null, 0), Fixture.At(Now))).Progress.ShouldBe(new(0, 1, 0));
    }

    [Fact]
    public void Impossible_task_and_full_workspace_are_refused_in_feeds()
    {
        FleetRules.Decide(Fleet, new TaskAssigned(new(-1), Fixture.Id("b"), null, 0), Fixture.At(Now, strict: false)).Refused().Pointer.ShouldBe("/taskId");
        FleetRules.Decide(Fleet, new TaskAssigned(new(9), Fixture.Id("b"), null, 0), Fixture.At(Now, strict: false, limits: new() { MaxTasks = 2 })).Refused().Code.ShouldBe("limit-reached");
    }
}
