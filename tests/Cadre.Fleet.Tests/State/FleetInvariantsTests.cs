using static Cadre.Fleet.Tests.State.Given;

namespace Cadre.Fleet.Tests.State;

public sealed class FleetInvariantsTests
{
    private static readonly FleetState Sound = StateOf(
        [
            Agent("ada", AgentStatus.Running, workingOn: 1), Agent("bob", AgentStatus.Blocked, blocker: "approval"), Agent("cyd"),
        ],
        Task(1, FleetTaskStatus.InProgress, "ada", progress: 0),
        Blocked(2, [1]),
        Task(3, FleetTaskStatus.Completed, "cyd", progress: 100)) with
    {
        Activity = [Item("2026-01-01T00:00:01Z"), Item("2026-01-01T00:00:01.000+00:00", "system"), Item("2025-12-31")],
        Progress = ProjectProgress.Of(1, 3),
    };

    [Fact]
    public void Check_of_a_sound_state_finds_nothing() => FleetInvariants.Check(Sound).ShouldBeEmpty();

    [Fact]
    public void Check_of_an_empty_state_finds_nothing() => FleetInvariants.Check(FleetState.Empty).ShouldBeEmpty();

    public static TheoryData<string, ViolationSeverity, string, FleetState> Breaches => new()
    {
        { "agent-timestamp", ViolationSeverity.Error, "agent:ada", With(Agent("ada") with { Timestamp = 0 }) },
        { "running-without-task", ViolationSeverity.Error, "agent:ada", With(Agent("ada", AgentStatus.Running)) },
        { "blocked-without-blocker", ViolationSeverity.Error, "agent:ada", With(Agent("ada", AgentStatus.Blocked)) },
        { "blocked-without-blocker", ViolationSeverity.Error, "agent:ada", With(Agent("ada", AgentStatus.Blocked, blocker: "")) },
        { "negative-tasks-completed", ViolationSeverity.Error, "agent:ada", With(Agent("ada") with { TasksCompleted = -1 }) },
        { "unknown-current-task", ViolationSeverity.Warning, "agent:ada", With(Agent("ada", AgentStatus.Running, workingOn: 99)) },
        { "task-status", ViolationSeverity.Error, "task:1", With(Task(1, (FleetTaskStatus)5)) },
        { "in-progress-without-agent", ViolationSeverity.Error, "task:1", With(Task(1, FleetTaskStatus.InProgress)) },
        { "blocked-without-blockers", ViolationSeverity.Error, "task:1", With(Task(1, FleetTaskStatus.Blocked)) },
        { "progress-range", ViolationSeverity.Error, "task:1", With(Task(1, progress: 100.1)) },
        { "progress-range", ViolationSeverity.Error, "task:1", With(Task(1, progress: -0.1)) },
        { "progress-range", ViolationSeverity.Error, "task:1", With(Task(1, progress: double.NaN)) },
        { "task-timestamp", ViolationSeverity.Error, "task:1", With(Task(1) with { Timestamp = -1 }) },
        { "unknown-agent", ViolationSeverity.Warning, "task:1", With(Task(1, FleetTaskStatus.InProgress, "gone")) },
        { "unknown-blocker", ViolationSeverity.Warning, "task:1", With(Blocked(1, [2, 99, 99])) },
        { "activity-timestamp", ViolationSeverity.Error, "activity:0", With(Item("yesterday")) },
        { "activity-timestamp", ViolationSeverity.Error, "activity:0", With(Item("1 Jan 2026")) },
        { "activity-timestamp", ViolationSeverity.Error, "activity:0", With(Item("2026-13-01")) },
        { "activity-message", ViolationSeverity.Error, "activity:0", With(Item("2026-01-01") with { Message = " " }) },
        { "activity-agent", ViolationSeverity.Error, "activity:0", With(Item("2026-01-01") with { Agent = "" }) },
        { "activity-type", ViolationSeverity.Warning, "activity:0", With(Item("2026-01-01") with { Type = "coffee" }) },
        { "activity-order", ViolationSeverity.Warning, "activity:1", With(Item("2026-01-01T00:00:00Z"), Item("2026-01-01T00:00:00.001Z")) },
        { "progress-negative", ViolationSeverity.Error, "progress", With(new ProjectProgress(-1, 2, -50)) },
        { "progress-order", ViolationSeverity.Error, "progress", With(new ProjectProgress(3, 2, 150)) },
        { "progress-percentage", ViolationSeverity.Error, "progress", With(new ProjectProgress(1, 3, 33.3)) },
        { "progress-percentage", ViolationSeverity.Error, "progress", With(new ProjectProgress(0, 0, double.NaN)) },
    };

    [Theory]
    [MemberData(nameof(Breaches), DisableDiscoveryEnumeration = true)]
    public void Check_reports_a_breach_and_nothing_else(string rule, ViolationSeverity severity, string subject, FleetState state)
    {
        var violation = FleetInvariants.Check(state).ShouldHaveSingleItem();

        (violation.Rule, violation.Severity, violation.Subject).ShouldBe((rule, severity, subject));
        violation.Message.ShouldNotBeNullOrWhiteSpace();
    }

    [Theory]
    [InlineData(10, 0)]
    [InlineData(11, 1)]
    public void Check_warns_of_more_than_ten_agents(int agents, int warnings)
    {
        var state = StateOf([.. Enumerable.Range(1, agents).Select(i => Agent($"a{i}"))]);

        FleetInvariants.Check(state).Count(violation => violation is { Rule: "many-agents", Severity: ViolationSeverity.Warning, Subject: "fleet" }).ShouldBe(warnings);
    }

    [Theory]
    [InlineData(50, 0)]
    [InlineData(51, 1)]
    public void Check_reports_more_than_fifty_activity_items(int items, int errors)
    {
        var state = FleetState.Empty with { Activity = [.. Enumerable.Repeat(Item("2026-01-01"), items)] };

        FleetInvariants.Check(state).Count(violation => violation is { Rule: "activity-overflow", Severity: ViolationSeverity.Error, Subject: "fleet" }).ShouldBe(errors);
    }

    [Fact]
    public void Check_reports_ids_borne_twice()
    {
        var ada = Agent("ada");
        var state = FleetState.Empty with
        {
            Agents = EntityMap<AgentId, Agent>.Empty.SetItem(ada.Id, ada).SetItem(AgentId.Parse("bob"), ada),
            Tasks = EntityMap<TaskId, FleetTask>.Empty.SetItem(new(1), Task(1)).SetItem(new(2), Task(1)),
        };

        FleetInvariants.Check(state).Select(violation => (violation.Rule, violation.Severity, violation.Subject))
            .ShouldBe([("duplicate-id", ViolationSeverity.Error, "agent:ada"), ("duplicate-id", ViolationSeverity.Error, "task:1")]);
    }

    [Fact]
    public void Check_goes_from_fleet_to_agents_tasks_activity_and_progress()
    {
        var state = StateOf([Agent("z") with { Timestamp = 0 }, Agent("a") with { Timestamp = 0 }], Task(9, progress: -1), Task(1, progress: -1)) with
        {
            Activity = [Item("never"), Item("ever")],
            Progress = new(2, 1, 0),
        };

        FleetInvariants.Check(state).Select(violation => $"{violation.Rule} {violation.Subject}").ShouldBe(
        [
            "agent-timestamp agent:z", "agent-timestamp agent:a", "progress-range task:9", "progress-range task:1",
            "activity-timestamp activity:0", "activity-timestamp activity:1", "progress-order progress", "progress-percentage progress",
        ]);
    }

    private static FleetState With(Agent agent) => StateOf([agent]);

    private static FleetState With(FleetTask task) => StateOf([Agent("ada")], task, Task(2));

    private static FleetState With(params ImmutableArray<ActivityItem> activity) => FleetState.Empty with { Activity = activity };

    private static FleetState With(ProjectProgress progress) => FleetState.Empty with { Progress = progress };

    private static ActivityItem Item(string timestamp, string agent = "ada") =>
        new() { Timestamp = timestamp, Type = ActivityTypes.CommitCreated, Agent = agent, Message = "Added a test" };
}
