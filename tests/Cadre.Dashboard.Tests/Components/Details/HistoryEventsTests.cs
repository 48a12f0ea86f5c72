using System.Collections.Immutable;
using Cadre.Client;
using Cadre.Dashboard.Components.Details;
using Cadre.Fleet;
using Cadre.Live;

namespace Cadre.Dashboard.Tests.Components.Details;

public sealed class HistoryEventsTests
{
    private static readonly AgentId Ada = AgentId.Parse("ada");

    private readonly HistoryEvents _history = new(new EventFilter { Agent = Ada });

    [Fact]
    public void Newcomers_stand_before_the_page_and_none_is_there_twice()
    {
        _history.Merge(Events(5, 4), Events(4, 3, 2));
        Shown.ShouldBe([5, 4, 3, 2]);
    }

    [Fact]
    public void What_the_newest_events_have_forgotten_stays()
    {
        _history.Merge(Events(5), Events(4));
        _history.Merge(Events(9), Events(4));
        Shown.ShouldBe([9, 5, 4]);
    }

    [Fact]
    public void A_log_that_was_begun_anew_has_another_history()
    {
        _history.Merge(Events(5), Events(4));
        _history.Merge([Event(1, "other")], Events(4));
        Shown.ShouldBe([1]);
    }

    [Fact]
    public void Events_that_concern_others_are_not_newcomers()
    {
        var recent = new StateAt<ImmutableArray<RecordedFact>>(new("e", 3), [Event(3), new(new("e", 2), 0, EventTypes.AgentRetired, new AgentRetired(AgentId.Parse("bob"), 0), null), Event(1)]);
        _history.Matching(recent).Select(fact => fact.Cursor.Sequence).ShouldBe([3, 1]);
    }

    [Fact]
    public void The_same_newcomers_are_the_same_array()
    {
        var before = _history.Matching(new(new("e", 1), Events(1)));
        var bob = new RecordedFact(new("e", 2), 0, EventTypes.AgentRetired, new AgentRetired(AgentId.Parse("bob"), 0), null);
        (_history.Matching(new(new("e", 2), [bob, .. Events(1)])) == before).ShouldBeTrue();
    }

    [Fact]
    public void A_history_that_is_cut_goes_on_where_it_was_cut()
    {
        var next = new StreamCursor("e", 3);
        _history.Merge([], Events([.. Enumerable.Range(10, HistoryEvents.Most - 1).Select(number => (long)number)]));
        _history.Older(next).ShouldBe(next);
        _history.Merge(Events(5_000, 5_001), []);
        Shown.Length.ShouldBe(HistoryEvents.Most);
        _history.Older(next).ShouldBe(new StreamCursor("e", 11));
    }

    private long[] Shown => [.. _history.Shown.Select(fact => fact.Cursor.Sequence)];

    private static ImmutableArray<RecordedFact> Events(params long[] sequences) => [.. sequences.Select(sequence => Event(sequence))];

    private static RecordedFact Event(long sequence, string epoch = "e") => new(new(epoch, sequence), sequence, EventTypes.AgentRetired, new AgentRetired(Ada, 0), null);
}
