using Cadre.Dashboard.Components.Conflicts;
using Cadre.Dashboard.Tests.Components.Activity;
using Cadre.Fleet;
using static Cadre.Dashboard.Tests.Components.Work.Tasks;

namespace Cadre.Dashboard.Tests.Components.Conflicts;

public sealed class CauseTests
{
    private static readonly AgentId Ada = AgentId.Parse("ada");

    [Theory]
    [InlineData("risk score 72; high from 70", "risk")]
    [InlineData("blocked by \"Which VAT rounding?\"", "blocker")]
    [InlineData("reports the error \"no space left\"", "error")]
    [InlineData("1 piece of its work held up: \"Export\"", "held-up")]
    [InlineData("one of 3 outputs that ada reports as late", "late")]
    [InlineData("ada depends on bob", "depends")]
    [InlineData("holds 2 tasks in progress: #1 and #2", "holds")]
    [InlineData("waits for #90, not being worked on", "awaited")]
    [InlineData("#91 waits for #90", "waits")]
    public void A_reason_that_an_event_said_has_a_cause(string reason, string cause)
    {
        var found = Cause.Of(reason).ShouldNotBeNull();

        found.Name.ShouldBe(cause);
        Cause.Named(cause).ShouldBeSameAs(found);
    }

    [Fact]
    public void Each_cause_is_told_by_a_reason_that_the_hub_gives()
    {
        FleetEvent[] troubles =
        [
            new AgentCreated(Agents.Of("ada", risk: 95, at: 1)),
            new AgentCreated(Agents.Of("bob", AgentStatus.Blocked, at: 1) with { Blocker = "Which one?", BlockedTasks = ["Export"], DelayedOutputs = ["api.yaml", "docs"] }),
            new AgentCreated(Agents.Of("cyd", AgentStatus.Error, at: 1) with { Blocker = "no space left" }),
            new AgentCreated(Agents.Of("dan", at: 1) with { Dependencies = ["eve"] }),
            new AgentCreated(Agents.Of("eve", at: 1) with { Dependencies = ["dan"] }),
            .. Enumerable.Range(1, 5).Select(static id => new TaskCreated(new() { Id = new(id), Title = $"Part {id}", Timestamp = 1 })),
            .. Enumerable.Range(1, 5).Select(static id => new TaskAssigned(new(id), Ada, null, 1)),
            new TaskCreated(Task(90, FleetTaskStatus.Pending)), new TaskCreated(Waiting(91, 90)), new TaskCreated(Waiting(94, 91)), new TaskCreated(Waiting(92, 93)), new TaskCreated(Waiting(93, 92)),
        ];

        var reasons = ConflictPredictor.Predict(troubles.Aggregate(FleetState.Empty, FleetReducer.Apply), now: 1).SelectMany(static prediction => prediction.Reasons).ToList();

        Cause.All.Where(cause => !reasons.Exists(reason => Cause.Of(reason) == cause)).Select(static cause => cause.Name).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("silent for 42 min, since 2026-01-10T20:39:53.000Z; 10 min are usual while running")]
    [InlineData("no other agent of type writer has less to do")]
    [InlineData("does not say \"ada depends on bob\"")]
    public void A_reason_that_no_one_event_said_has_none(string reason) => Cause.Of(reason).ShouldBeNull();

    [Fact]
    public void A_report_says_only_what_is_in_it()
    {
        var risk = Cause.Named("risk")!;

        risk.IsSaidBy(Report(new AgentPatch { RiskScore = 80d }), null).ShouldBeTrue();
        risk.IsSaidBy(Report(new AgentPatch { Progress = 80d }), null).ShouldBeFalse();
    }

    [Fact]
    public void An_agent_that_is_blocked_no_more_did_not_say_what_blocks_it()
    {
        var blocker = Cause.Named("blocker")!;

        blocker.IsSaidBy(Report(new AgentPatch { Blocker = "Which one?" }), null).ShouldBeTrue();
        blocker.IsSaidBy(Report(new AgentPatch { Blocker = (string?)null, Status = AgentStatus.Running }), null).ShouldBeFalse();
    }

    [Fact]
    public void Who_waits_is_told_from_what_is_waited_for()
    {
        var (waits, awaited) = (Cause.Named("waits")!, Cause.Named("awaited")!);
        var created = Facts.Of(1, new TaskCreated(Waiting(91, 90)));

        waits.IsSaidBy(created, new TaskId(91)).ShouldBeTrue();
        waits.IsSaidBy(created, new TaskId(90)).ShouldBeFalse();
        awaited.IsSaidBy(created, new TaskId(90)).ShouldBeTrue();
        awaited.IsSaidBy(created, new TaskId(91)).ShouldBeFalse();
    }

    [Fact]
    public void Causes_look_among_the_types_of_event_that_can_say_so()
    {
        Cause.Named("risk")!.Types.ShouldContain(EventTypes.AgentUpdated);
        Cause.All.ShouldAllBe(cause => cause.Types.All(type => EventTypes.All.Contains(type)));
        Cause.All.Select(cause => cause.Name).ShouldBeUnique();
    }

    private static Cadre.Client.RecordedFact Report(AgentPatch changes) => Facts.Of(1, new AgentUpdated(Ada, changes, 1));
}
