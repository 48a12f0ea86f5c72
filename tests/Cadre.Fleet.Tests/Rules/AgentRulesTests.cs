namespace Cadre.Fleet.Tests.Rules;

public sealed class AgentRulesTests
{
    private const long Now = Fixture.T0 + 60_000;

    private static readonly FleetState OneIdle = Fixture.State(new AgentCreated(Fixture.Agent("a")));

    [Fact]
    public void New_agent_without_time_is_stamped_now()
    {
        var events = FleetRules.Decide(FleetState.Empty, new AgentCreated(Fixture.Agent("a", at: 0)), Fixture.At(Now)).Accepted();

        events.Single().ShouldBeOfType<AgentCreated>().Agent.ShouldSatisfyAllConditions(agent => agent.Timestamp.ShouldBe(Now), agent => agent.Version.ShouldBe(1));
    }

    [Fact]
    public void Time_ahead_of_the_hub_is_cut_to_now() =>
        FleetRules.Decide(OneIdle, new AgentUpdated(Fixture.Id("a"), new() { RiskScore = 1 }, Now + 999_999), Fixture.At(Now)).Accepted()
            .Single().ShouldBeOfType<AgentUpdated>().Timestamp.ShouldBe(Now);

    [Fact]
    public void Edit_while_the_clock_is_behind_bears_the_time_that_is_known() =>
        FleetRules.Decide(OneIdle, new AgentUpdated(Fixture.Id("a"), new() { RiskScore = 1 }, 0), Fixture.At(Fixture.T0 - 5)).Accepted()
            .Single().ShouldBeOfType<AgentUpdated>().Timestamp.ShouldBe(Fixture.T0);

    [Fact]
    public void Report_older_than_what_is_known_is_ignored_with_both_times()
    {
        var reason = FleetRules.Decide(OneIdle, new AgentUpdated(Fixture.Id("a"), new(), Fixture.T0 - 1000), Fixture.At(Now)).Ignored();

        reason.ShouldBe("stale: the report is of 2023-11-14T22:13:19.000Z, the agent 'a' is known as of 2023-11-14T22:13:20.000Z");
    }

    [Fact]
    public void Known_id_is_refused_to_callers_and_replaced_by_feeds()
    {
        var proposal = new AgentCreated(Fixture.Agent("a", AgentStatus.Error, Fixture.T0 + 1));

        FleetRules.Decide(OneIdle, proposal, Fixture.At(Now)).Refused().Code.ShouldBe("already-exists");
        OneIdle.After(FleetRules.Decide(OneIdle, proposal, Fixture.At(Now, strict: false))).Agents[Fixture.Id("a")].Status.ShouldBe(AgentStatus.Error);
        FleetRules.Decide(OneIdle, new AgentCreated(Fixture.Agent("a", at: 5)), Fixture.At(Now, strict: false)).Ignored().ShouldStartWith("stale");
    }

    [Fact]
    public void Unknown_id_is_refused_to_callers_and_ignored_in_feeds()
    {
        FleetEvent[] proposals = [new AgentUpdated(Fixture.Id("ghost"), new(), 0), new AgentRetired(Fixture.Id("ghost"), 0), new AgentUnblocked(Fixture.Id("ghost"), 0)];

        foreach (var proposal in proposals)
        {
            FleetRules.Decide(OneIdle, proposal, Fixture.At(Now)).Refused().ShouldSatisfyAllConditions(p => p.Code.ShouldBe("not-found"), p => p.Value.ShouldBe("ghost"));
            FleetRules.Decide(OneIdle, proposal, Fixture.At(Now, strict: false)).Ignored().ShouldBe("unknown agent 'ghost'");
        }
    }

    [Fact]
    public void Lost_race_is_refused_with_the_current_version()
    {
        var problem = FleetRules.Decide(OneIdle, new AgentUpdated(Fixture.Id("a"), new(), 0), Fixture.At(Now, expectedVersion: 7)).Refused();

        problem.Code.ShouldBe("version-mismatch");
        problem.Extras["currentVersion"].GetInt64().ShouldBe(1);
        FleetRules.Decide(OneIdle, new AgentUpdated(Fixture.Id("a"), new(), 0), Fixture.At(Now, expectedVersion: 1)).Accepted().Length.ShouldBe(1);
    }

    [Fact]
    public void Limit_of_agents_is_named()
    {
        var limits = new FleetLimits { MaxAgents = 1 };

        var problem = FleetRules.Decide(OneIdle, new AgentCreated(Fixture.Agent("b")), Fixture.At(Now, limits: limits)).Refused();

        problem.Code.ShouldBe("limit-reached");
        problem.Detail.ShouldContain("1 agents");
        FleetRules.Decide(OneIdle, new AgentCreated(Fixture.Agent("a")), Fixture.At(Now, strict: false, limits: limits)).Accepted().Length.ShouldBe(1);
    }

    public static TheoryData<string, AgentPatch> OutOfRange => new()
    {
        { "/riskScore", new() { RiskScore = double.NaN } },
        { "/riskScore", new() { RiskScore = 100.1 } },
        { "/progress", new() { Progress = -1 } },
        { "/contextTokens", new() { ContextTokens = -1 } },
        { "/tasksCompleted", new() { TasksCompleted = -1 } },
        { "/type", new() { Type = " " } },
        { "/provider", new() { Provider = "" } },
        { "/blocker", new() { Blocker = new string('x', 10_001) } },
        { "/currentTask/id", new() { CurrentTask = new CurrentTask(new(0), "x") } },
        { "/currentTask/title", new() { CurrentTask = new CurrentTask(new(1), new string('x', 1_001)) } },
        { "/blockedTasks", new() { BlockedTasks = Enumerable.Repeat("x", 1_001).ToImmutableArray() } },
        { "/dependencies/1", new() { Dependencies = ImmutableArray.Create("x", new string('x', 10_001)) } },
        { "/meta", new() { Meta = JsonElement.Parse($$"""{"x":"{{new string('x', 65_536)}}"}""") } },
    };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void Value_out_of_range_is_refused_by_name(string pointer, AgentPatch patch)
    {
        var problem = FleetRules.Decide(OneIdle, new AgentUpdated(Fixture.Id("a"), patch, 0), Fixture.At(Now)).Refused();

        problem.ShouldSatisfyAllConditions(p => p.Code.ShouldBe("invalid-value"), p => p.Pointer.ShouldBe(pointer), p => p.Expected.ShouldNotBeNull());
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\u0007b")]
    public void Agent_with_an_impossible_id_is_refused(string id) =>
        FleetRules.Decide(FleetState.Empty, new AgentCreated(Fixture.Agent("a") with { Id = AgentId.Trusted(id) }), Fixture.At(Now, strict: false)).Refused().Pointer.ShouldBe("/id");

    [Fact]
    public void Retiring_releases_claims_first()
    {
        var state = FleetReducer.Apply(OneIdle, new ClaimAcquired(new() { Id = new("c"), AgentId = Fixture.Id("a"), Resource = "port:1", AcquiredAt = 1, ExpiresAt = Now + 1 }));

        FleetRules.Decide(state, new AgentRetired(Fixture.Id("a"), 0), Fixture.At(Now)).Accepted().ShouldBe(
            [new ClaimReleased(new("c"), ClaimReleaseReason.Retired, Now), new AgentRetired(Fixture.Id("a"), Now)]);
    }

    [Theory]
    [InlineData(null, AgentStatus.Idle)]
    [InlineData(1, AgentStatus.Running)]
    public void Unblocked_agent_goes_on_with_its_task_if_it_has_one(int? task, AgentStatus expected)
    {
        var state = Fixture.State(new AgentCreated(Fixture.Agent("a", AgentStatus.Blocked, onTask: task) with { Blocker = "q" }));

        state.After(FleetRules.Decide(state, new AgentUnblocked(Fixture.Id("a"), Fixture.T0 + 1), Fixture.At(Now))).Agents[Fixture.Id("a")].ShouldSatisfyAllConditions(
            agent => agent.Status.ShouldBe(expected), agent => agent.Blocker.ShouldBeNull());
    }

    [Fact]
    public void Connection_is_no_fact_of_a_hub() => FleetRules.Decide(OneIdle, new ConnectionChanged(true), Fixture.At(Now)).Refused().Pointer.ShouldBe("/type");
}
