namespace Cadre.Fleet.Tests.Rules;

public sealed class ClaimRulesTests
{
    private const long Now = Fixture.T0;

    private static readonly FleetState Fleet = Fixture.State([Fixture.Agent("a"), Fixture.Agent("b")], []);

    [Fact]
    public void Free_resource_is_acquired_under_an_id_of_the_hub()
    {
        var claim = Acquire(Fleet, "a", "path:./src/").Accepted().Single().ShouldBeOfType<ClaimAcquired>().Claim;

        claim.ShouldBe(new() { Id = new("claim-1"), AgentId = Fixture.Id("a"), Resource = "path:src/**", AcquiredAt = Now, ExpiresAt = Now + 1000, Version = 1 });
    }

    [Fact]
    public void Overlap_with_another_agent_is_refused_with_the_holders()
    {
        var state = Fleet.After(Acquire(Fleet, "a", "path:src/**"));

        var problem = Acquire(state, "b", "path:src/*/x.cs", ClaimMode.Shared).Refused();

        problem.Code.ShouldBe("conflict");
        problem.Detail.ShouldContain("held by 'a' until 2023-11-14T22:13:21.000Z");
        var holder = problem.Extras["holders"].EnumerateArray().Single();
        holder.GetProperty("agentId").GetString().ShouldBe("a");
        holder.GetProperty("resource").GetString().ShouldBe("path:src/**");
        holder.GetProperty("expiresAt").GetInt64().ShouldBe(Now + 1000);
    }

    [Fact]
    public void Shared_claims_stand_side_by_side_until_somebody_wants_it_alone()
    {
        var state = Fleet.After(Acquire(Fleet, "a", "port:1", ClaimMode.Shared));
        state = state.After(Acquire(state, "b", "port:1", ClaimMode.Shared));

        state.Claims.Count.ShouldBe(2);
        Acquire(state, "b", "port:1").Refused().Code.ShouldBe("conflict");
    }

    [Fact]
    public void Own_overlap_is_no_conflict_and_the_same_resource_is_a_renewal()
    {
        var state = Fleet.After(Acquire(Fleet, "a", "path:src/**"));

        Acquire(state, "a", "path:src/x").Accepted().Single().ShouldBeOfType<ClaimAcquired>();
        Acquire(state, "a", "path:src/**", until: Now + 5000).Accepted().ShouldBe([new ClaimRenewed(new("claim-1"), Now + 5000, Now)]);
    }

    [Fact]
    public void Other_mode_of_the_own_claim_replaces_it()
    {
        var state = Fleet.After(Acquire(Fleet, "a", "port:1", ClaimMode.Shared));

        var after = state.After(Acquire(state, "a", "port:1"));

        after.Claims.Single().ShouldSatisfyAllConditions(claim => claim.Mode.ShouldBe(ClaimMode.Exclusive), claim => claim.Id.ShouldBe(new("claim-2")));
    }

    [Fact]
    public void Expired_claims_bind_nobody_and_are_released_first()
    {
        var state = Fleet.After(Acquire(Fleet, "a", "port:1"));

        var events = Acquire(state, "b", "port:1", now: Now + 1000, until: Now + 2000).Accepted();

        events.Select(e => e.Type).ShouldBe(["claim.released", "claim.acquired"]);
        events[0].ShouldBe(new ClaimReleased(new("claim-1"), ClaimReleaseReason.Expired, Now + 1000));
        FleetRules.Expirations(state, Now + 999).ShouldBeEmpty();
        FleetRules.Expirations(state, Now + 1000).ShouldBe([events[0]]);
    }

    [Fact]
    public void Id_of_a_released_claim_is_never_given_again()
    {
        var state = Fleet.After(Acquire(Fleet, "a", "port:1"));
        state = state.After(FleetRules.Decide(state, new ClaimReleased(new("claim-1"), ClaimReleaseReason.Released, 0), Fixture.At(Now)));
        state = FleetJson.DeserializeState(FleetJson.SerializeState(state));

        Acquire(state, "b", "port:1").Accepted().Single().ShouldBeOfType<ClaimAcquired>().Claim.Id.ShouldBe(new("claim-2"));
    }

    [Theory]
    [InlineData("nonsense", 1000, "/resource")]
    [InlineData("path:../x", 1000, "/resource")]
    [InlineData("port:1", 0, "/expiresAt")]
    [InlineData("port:1", 86_400_001, "/expiresAt")]
    public void Impossible_claim_is_refused(string resource, long lease, string pointer) =>
        Acquire(Fleet, "a", resource, until: Now + lease).Refused().Pointer.ShouldBe(pointer);

    [Fact]
    public void Renewal_and_release_need_a_live_claim()
    {
        var state = Fleet.After(Acquire(Fleet, "a", "port:1"));

        FleetRules.Decide(state, new ClaimRenewed(new("x"), Now + 9, 0), Fixture.At(Now)).Refused().Code.ShouldBe("not-found");
        FleetRules.Decide(state, new ClaimRenewed(new("claim-1"), Now + 9000, 0), Fixture.At(Now + 1000)).Refused().Code.ShouldBe("invalid-transition");
        FleetRules.Decide(state, new ClaimRenewed(new("claim-1"), Now, 0), Fixture.At(Now)).Refused().Pointer.ShouldBe("/expiresAt");
        state.After(FleetRules.Decide(state, new ClaimRenewed(new("claim-1"), Now + 9000, 0), Fixture.At(Now))).Claims.Single().ShouldSatisfyAllConditions(
            claim => claim.ExpiresAt.ShouldBe(Now + 9000), claim => claim.Version.ShouldBe(2));
        FleetRules.Decide(state, new ClaimReleased(new("claim-1"), ClaimReleaseReason.Expired, 0), Fixture.At(Now)).Ignored().ShouldContain("lasts until");
        FleetRules.Decide(state, new ClaimReleased(new("x"), ClaimReleaseReason.Released, 0), Fixture.At(Now, strict: false)).Ignored().ShouldBe("unknown claim 'x'");
    }

    [Fact]
    public void Only_agents_of_the_fleet_hold_claims_and_only_so_many()
    {
        Acquire(Fleet, "ghost", "port:1").Refused().Code.ShouldBe("not-found");
        var state = Fleet.After(Acquire(Fleet, "a", "port:1"));
        FleetRules.Decide(state, Proposal("a", "port:2", ClaimMode.Exclusive, Now + 1000), Fixture.At(Now, limits: new() { MaxClaims = 1 })).Refused().Code.ShouldBe("limit-reached");
    }

    private static ClaimAcquired Proposal(string agent, string resource, ClaimMode mode, long until) =>
        new(new() { Id = default, AgentId = Fixture.Id(agent), Resource = resource, Mode = mode, ExpiresAt = until });

    private static Decision Acquire(
        FleetState state, string agent, string resource, ClaimMode mode = ClaimMode.Exclusive, long until = Now + 1000, long now = Now) =>
        FleetRules.Decide(state, Proposal(agent, resource, mode, until), Fixture.At(now));
}
