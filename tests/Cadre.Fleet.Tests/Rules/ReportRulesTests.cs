namespace Cadre.Fleet.Tests.Rules;

public sealed class ReportRulesTests
{
    private const long Now = Fixture.T0 + 60_000;

    [Theory]
    [InlineData("2023-11-14T22:13:20.123456+00:00", "2023-11-14T22:13:20.123456+00:00")]
    [InlineData("Tue, 14 Nov 2023 22:13:20 GMT", "2023-11-14T22:13:20.000Z")]
    [InlineData("1700000000000", "2023-11-14T22:13:20.000Z")]
    [InlineData("1700000000000.5", "2023-11-14T22:13:20.000Z")]
    [InlineData("", "2023-11-14T22:14:20.000Z")]
    [InlineData("2099-01-01T00:00:00Z", "2023-11-14T22:14:20.000Z")]
    public void Activity_bears_the_ISO_text_of_a_time_that_is_not_ahead(string text, string kept) =>
        FleetRules.Decide(FleetState.Empty, new ActivityAdded(Fixture.Activity("m") with { Timestamp = text }), Fixture.At(Now)).Accepted()
            .Single().ShouldBeOfType<ActivityAdded>().Item.Timestamp.ShouldBe(kept);

    [Fact]
    public void Activity_needs_a_time_a_type_and_a_message()
    {
        (ActivityItem Item, string Pointer)[] wrong =
        [
            (Fixture.Activity("m") with { Timestamp = "yesterday" }, "/timestamp"), (Fixture.Activity("m") with { Timestamp = "0" }, "/timestamp"),
            (Fixture.Activity(" "), "/message"), (Fixture.Activity(new string('x', 10_001)), "/message"), (Fixture.Activity("m") with { Type = "" }, "/type"),
            (Fixture.Activity("m") with { Agent = "" }, "/agent"),
            (Fixture.Activity("m") with { Detail = JsonElement.Parse($$"""{"x":"{{new string('x', 65_536)}}"}""") }, "/detail"),
        ];
        foreach (var (item, pointer) in wrong)
            FleetRules.Decide(FleetState.Empty, new ActivityAdded(item), Fixture.At(Now, strict: false)).Refused().Pointer.ShouldBe(pointer);
    }

    [Theory]
    [InlineData(1, 3, 33.3, 100.0 / 3)]
    [InlineData(1, 3, 33.4, 100.0 / 3)]
    [InlineData(0, 0, 0, 0)]
    [InlineData(7, 7, 100, 100)]
    public void Rounded_percentage_becomes_exact(long completed, long total, double given, double exact) =>
        FleetRules.Decide(FleetState.Empty, new ProgressUpdated(new(completed, total, given)), Fixture.At(Now)).Accepted()
            .Single().ShouldBeOfType<ProgressUpdated>().Progress.Percentage.ShouldBe(exact, 1e-9);

    [Theory]
    [InlineData(1, 3, 33, "/percentage")]
    [InlineData(1, 3, double.NaN, "/percentage")]
    [InlineData(0, 0, 100, "/percentage")]
    [InlineData(5, 4, 125, "/completedTasks")]
    [InlineData(-1, 4, -25, "/completedTasks")]
    [InlineData(0, -4, 0, "/totalTasks")]
    public void Progress_that_contradicts_itself_is_refused(long completed, long total, double percentage, string pointer) =>
        FleetRules.Decide(FleetState.Empty, new ProgressUpdated(new(completed, total, percentage)), Fixture.At(Now)).Refused().Pointer.ShouldBe(pointer);

    [Fact]
    public void Progress_that_is_known_is_ignored()
    {
        var state = Fixture.State(new ProgressUpdated(ProjectProgress.Of(1, 3)));

        FleetRules.Decide(state, new ProgressUpdated(new(1, 3, 33.3)), Fixture.At(Now)).ShouldBeOfType<Decision.Ignored>();
    }

    [Fact]
    public void Resync_replaces_newer_entities_but_time_does_not_run_back()
    {
        var state = Fixture.State([Fixture.Agent("a", at: Fixture.T0 + 9000)], [Fixture.Task(1, at: Fixture.T0 + 9000)]);

        var after = state.After(FleetRules.Decide(
            state, new FleetResynced([Fixture.Agent("a", AgentStatus.Error)], [Fixture.Task(1, FleetTaskStatus.Completed)], [], Fixture.T0), Fixture.At(Now)));

        after.Agents.Single().ShouldSatisfyAllConditions(
            agent => agent.Status.ShouldBe(AgentStatus.Error), agent => agent.Timestamp.ShouldBe(Fixture.T0 + 9000), agent => agent.Version.ShouldBe(2));
        after.Tasks.Single().Timestamp.ShouldBe(Fixture.T0 + 9000);
        after.Progress.ShouldBe(new(1, 1, 100));
    }

    [Fact]
    public void Full_list_names_the_entity_that_is_wrong()
    {
        FleetRules.Decide(FleetState.Empty, new AgentsLoaded([Fixture.Agent("a"), Fixture.Agent("a")]), Fixture.At(Now)).Refused().Pointer.ShouldBe("/agents/1/id");
        FleetRules.Decide(FleetState.Empty, new AgentsLoaded([Fixture.Agent("a"), Fixture.Agent("b")]), Fixture.At(Now, limits: new() { MaxAgents = 1 })).Refused().Code.ShouldBe("limit-reached");
        FleetRules.Decide(FleetState.Empty, new FleetResynced([], [Fixture.Task(1), Fixture.Task(2) with { Progress = 140 }], [], Now), Fixture.At(Now)).Refused().Pointer.ShouldBe("/tasks/1/progress");
        FleetRules.Decide(FleetState.Empty, new FleetResynced([], [], [Fixture.Activity("m") with { Timestamp = "x" }], Now), Fixture.At(Now)).Refused().Pointer.ShouldBe("/activity/0/timestamp");
    }
}
