using Cadre.Client;
using Cadre.Dashboard.Components.Conflicts;
using Cadre.Fleet;
using Cadre.Live;

namespace Cadre.Dashboard.Tests.Components.Conflicts;

public sealed class ConflictSelectionTests
{
    private static readonly HubPage<Prediction> Page = new(new StreamCursor("e", 1), [Of("a", 0.95), Of("b", 0.5, PredictionKinds.Overload), Of("c", 0.45)], 3);

    [Fact]
    public void Severities_that_are_there_come_the_worst_first()
    {
        var all = ConflictSelection.Of(Page, null, null);
        (all.Total, string.Join(' ', all.Severities)).ShouldBe((3, "critical medium"));
    }

    [Fact]
    public void A_filter_that_nothing_matches_still_tells_how_many_there_are()
    {
        var none = ConflictSelection.Of(Page, "low", null);
        (none.Total, none.Severities.Length).ShouldBe((3, 0));
    }

    [Fact]
    public void Severity_and_kind_both_have_to_match()
    {
        ConflictSelection.IdsOf(Page, "medium", null).ShouldBe(["b", "c"]);
        ConflictSelection.IdsOf(Page, "medium", PredictionKinds.Overload).ShouldBe(["b"]);
        ConflictSelection.IdsOf(Page, "critical", PredictionKinds.Overload).ShouldBeEmpty();
    }

    [Fact]
    public void Every_kind_that_is_predicted_has_a_name()
    {
        var kinds = typeof(PredictionKinds).GetFields().Select(field => (string)field.GetValue(null)!);
        ConflictWords.Kinds.Select(kind => kind.Kind).ShouldBe(kinds, ignoreOrder: true);
    }

    [Fact]
    public void The_last_change_of_agents_or_tasks_is_not_the_last_event()
    {
        RecordedFact[] events = [new(new("e", 9), 90, EventTypes.ActivityAdded, null, null), new(new("e", 8), 80, EventTypes.TaskBlocked, null, null), new(new("e", 7), 70, EventTypes.AgentUpdated, null, null)];
        LastChange.Of(new(new("e", 9), [.. events])).ShouldBe(new LogPoint(8, 80));
        LastChange.Of(new(new("e", 9), [events[0]])).ShouldBeNull();
    }

    private static Prediction Of(string id, double risk, string kind = PredictionKinds.HighRisk) => new() { Id = id, Kind = kind, Summary = id, Risk = risk };
}
