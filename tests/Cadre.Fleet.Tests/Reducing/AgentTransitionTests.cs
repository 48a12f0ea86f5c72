namespace Cadre.Fleet.Tests.Reducing;

public sealed class AgentTransitionTests
{
    private static readonly FleetState OneIdle = Fixture.State(new AgentCreated(Fixture.Agent("a")));

    [Fact]
    public void Created_agent_starts_at_version_one() => OneIdle.Agents[Fixture.Id("a")].Version.ShouldBe(1);

    [Fact]
    public void Agent_created_again_is_replaced_in_its_place()
    {
        var state = Fixture.State(new AgentCreated(Fixture.Agent("a")), new AgentCreated(Fixture.Agent("b")));

        var after = FleetReducer.Apply(state, new AgentCreated(Fixture.Agent("a", AgentStatus.Error)));

        after.Agents.Select(agent => agent.Id.Value).ShouldBe(["a", "b"]);
        after.Agents[Fixture.Id("a")].ShouldSatisfyAllConditions(agent => agent.Status.ShouldBe(AgentStatus.Error), agent => agent.Version.ShouldBe(2));
    }

    [Theory]
    [InlineData(Fixture.T0 - 1)]
    [InlineData(0)]
    [InlineData(-5)]
    public void Older_or_unstamped_creation_changes_nothing(long at) =>
        FleetReducer.Apply(OneIdle, new AgentCreated(Fixture.Agent("a", at: at))).ShouldBeSameAs(OneIdle);

    [Theory]
    [InlineData(Fixture.T0 - 1, "a")]
    [InlineData(0, "a")]
    [InlineData(Fixture.T0, "ghost")]
    public void Stale_unstamped_or_unknown_update_changes_nothing(long at, string id) =>
        FleetReducer.Apply(OneIdle, new AgentUpdated(Fixture.Id(id), new() { ContextTokens = 7 }, at)).ShouldBeSameAs(OneIdle);

    [Fact]
    public void Update_of_the_same_time_counts()
    {
        var after = FleetReducer.Apply(OneIdle, new AgentUpdated(Fixture.Id("a"), new() { ContextTokens = 7 }, Fixture.T0));

        after.Agents[Fixture.Id("a")].ShouldSatisfyAllConditions(agent => agent.ContextTokens.ShouldBe(7), agent => agent.Version.ShouldBe(2));
    }

    [Fact]
    public void Update_leaves_other_agents_untouched()
    {
        var state = Fixture.State(new AgentCreated(Fixture.Agent("a")), new AgentCreated(Fixture.Agent("b")));

        var after = FleetReducer.Apply(state, new AgentUpdated(Fixture.Id("a"), new() { RiskScore = 5 }, Fixture.T0));

        after.Agents[Fixture.Id("b")].ShouldBeSameAs(state.Agents[Fixture.Id("b")]);
        after.Tasks.ShouldBeSameAs(state.Tasks);
    }

    [Fact]
    public void Retiring_frees_the_current_task_ends_claims_and_is_told()
    {
        var state = Fixture.State(
            [Fixture.Agent("a", AgentStatus.Running, onTask: 2)], [Fixture.Task(1, FleetTaskStatus.InProgress, "a"), Fixture.Task(2, FleetTaskStatus.InProgress, "a")]);
        state = FleetReducer.Apply(state, new ClaimAcquired(new() { Id = new("c"), AgentId = Fixture.Id("a"), Resource = "port:1", AcquiredAt = 1, ExpiresAt = long.MaxValue }));

        var after = FleetReducer.Apply(state, new AgentRetired(Fixture.Id("a"), Fixture.T0 + 1000));

        after.Agents.ShouldBeEmpty();
        after.Claims.ShouldBeEmpty();
        after.Tasks[new(1)].ShouldBeSameAs(state.Tasks[new(1)]);
        after.Tasks[new(2)].ShouldSatisfyAllConditions(
            task => task.Status.ShouldBe(FleetTaskStatus.Pending), task => task.AgentId.ShouldBeNull(), task => task.Timestamp.ShouldBe(Fixture.T0 + 1000));
        after.Activity[0].ShouldBe(new() { Timestamp = "2023-11-14T22:13:21.000Z", Type = "agent_retired", Agent = "a", Message = "Agent a retired" });
    }

    [Theory]
    [InlineData(FleetTaskStatus.Completed, "a")]
    [InlineData(FleetTaskStatus.InProgress, "b")]
    public void Retiring_leaves_a_task_that_is_done_or_was_taken_over(FleetTaskStatus status, string holder)
    {
        var state = Fixture.State([Fixture.Agent("a", AgentStatus.Running, onTask: 1), Fixture.Agent("b")], [Fixture.Task(1, status, holder)]);

        var after = FleetReducer.Apply(state, new AgentRetired(Fixture.Id("a"), Fixture.T0 + 1000));

        after.Tasks[new(1)].ShouldBeSameAs(state.Tasks[new(1)]);
    }

    [Theory]
    [InlineData("ghost", Fixture.T0)]
    [InlineData("a", 0)]
    public void Retiring_an_unknown_agent_or_at_no_time_changes_nothing(string id, long at) =>
        FleetReducer.Apply(OneIdle, new AgentRetired(Fixture.Id(id), at)).ShouldBeSameAs(OneIdle);

    [Fact]
    public void Loading_replaces_all_agents_and_carries_versions_on()
    {
        var after = FleetReducer.Apply(OneIdle, new AgentsLoaded([Fixture.Agent("b"), Fixture.Agent("a")]));

        after.Agents.Select(agent => (agent.Id.Value, agent.Version)).ShouldBe([("b", 1), ("a", 2)]);
        FleetReducer.Apply(FleetState.Empty, new AgentsLoaded([])).ShouldBeSameAs(FleetState.Empty);
    }
}
