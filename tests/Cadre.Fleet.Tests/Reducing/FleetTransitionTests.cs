namespace Cadre.Fleet.Tests.Reducing;

public sealed class FleetTransitionTests
{
    [Fact]
    public void Activity_keeps_the_newest_fifty_newest_first()
    {
        var state = Enumerable.Range(1, 60).Aggregate(FleetState.Empty, (before, i) => FleetReducer.Apply(before, new ActivityAdded(Fixture.Activity($"m{i}"))));

        state.Activity.Length.ShouldBe(50);
        state.Activity[0].Message.ShouldBe("m60");
        state.Activity[^1].Message.ShouldBe("m11");
    }

    [Fact]
    public void Resync_replaces_entities_keeps_progress_and_the_newest_fifty_items()
    {
        var state = Fixture.State(new ProgressUpdated(new(1, 2, 50)), new AgentCreated(Fixture.Agent("a")), new TaskCreated(Fixture.Task(1)));
        var items = Enumerable.Range(0, 60).Select(i => Fixture.Activity($"m{i}")).ToImmutableArray();

        var after = FleetReducer.Apply(state, new FleetResynced([Fixture.Agent("b")], [Fixture.Task(2)], items, Fixture.T0 + 8));

        after.Agents.Single().Id.ShouldBe(Fixture.Id("b"));
        after.Tasks.Single().Id.ShouldBe(new(2));
        after.Activity.Select(item => item.Message).ShouldBe(Enumerable.Range(0, 50).Select(i => $"m{i}"));
        after.Progress.ShouldBe(new(1, 2, 50));
        after.Connected.ShouldBeTrue();
        after.LastSync.ShouldBe(Fixture.T0 + 8);
        FleetReducer.Apply(after, new FleetResynced([], [], [], 0)).ShouldBeSameAs(after);
    }

    [Fact]
    public void Connection_changes_only_the_flag_and_only_when_it_changes()
    {
        var up = FleetReducer.Apply(FleetState.Empty, new ConnectionChanged(true));

        up.Connected.ShouldBeTrue();
        FleetReducer.Apply(up, new ConnectionChanged(true)).ShouldBeSameAs(up);
    }

    [Fact]
    public void Progress_that_is_known_answers_the_same_state()
    {
        var state = Fixture.State(new ProgressUpdated(new(1, 4, 25)));

        FleetReducer.Apply(state, new ProgressUpdated(new(1, 4, 25))).ShouldBeSameAs(state);
    }

    [Fact]
    public void Claim_is_acquired_renewed_and_released()
    {
        var claim = new Claim { Id = new("c"), AgentId = Fixture.Id("a"), Resource = "port:1", AcquiredAt = 1, ExpiresAt = 2 };
        var held = Fixture.State(new ClaimAcquired(claim));
        var renewed = FleetReducer.Apply(held, new ClaimRenewed(new("c"), 9, 2));

        renewed.Claims.Single().ShouldBe(claim with { ExpiresAt = 9, Version = 2 });
        FleetReducer.Apply(renewed, new ClaimReleased(new("c"), ClaimReleaseReason.Released, 3)).Claims.ShouldBeEmpty();
        FleetReducer.Apply(renewed, new ClaimReleased(new("x"), ClaimReleaseReason.Released, 3)).ShouldBeSameAs(renewed);
        FleetReducer.Apply(renewed, new ClaimRenewed(new("x"), 9, 2)).ShouldBeSameAs(renewed);
    }

    [Theory]
    [InlineData(0, "1970-01-01T00:00:00.000Z")]
    [InlineData(1_700_000_000_123, "2023-11-14T22:13:20.123Z")]
    [InlineData(long.MaxValue, "9999-12-31T23:59:59.999Z")]
    [InlineData(long.MinValue, "1970-01-01T00:00:00.000Z")]
    public void Any_stamp_has_a_text(long stamp, string text) => Stamps.ToIso(stamp).ShouldBe(text);
}
