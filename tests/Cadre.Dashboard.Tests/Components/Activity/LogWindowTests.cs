using Cadre.Client;
using Cadre.Dashboard.Components.Activity;
using Cadre.Fleet;
using Shouldly;
using Xunit;
using static Cadre.Dashboard.Tests.Components.Activity.Facts;

namespace Cadre.Dashboard.Tests.Components.Activity;

public sealed class LogWindowTests
{
    private static readonly ActivityFilter All = ActivityFilter.Of(null, null, null, null);
    private static readonly ActivityFilter Commits = ActivityFilter.Of("commits", null, null, null);

    [Fact]
    public void Match_that_fell_off_the_log_stays_in_sight()
    {
        var before = Window(1, 300, Commits, commit: 5);
        var after = Window(101, 400, Commits, commit: 350).After(before);

        after.Facts.Select(fact => fact.Cursor.Sequence).ShouldBe([350, 5]);
        after.Floor.ShouldBe(5);
    }

    [Fact]
    public void Match_stays_through_many_steps()
    {
        var window = Window(1, 300, Commits, commit: 5);
        for (var i = 1; i <= 10; i++) window = Window(1 + (i * 100), 300 + (i * 100), Commits).After(window);

        window.Facts.ShouldHaveSingleItem().Cursor.Sequence.ShouldBe(5);
    }

    [Fact]
    public void Nothing_of_before_shows_where_events_are_missing_in_between()
    {
        var after = Window(302, 601, Commits, commit: 400).After(Window(1, 300, Commits, commit: 5));

        after.Facts.Select(fact => fact.Cursor.Sequence).ShouldBe([400]);
        after.Floor.ShouldBe(400);
    }

    [Fact]
    public void Nothing_of_another_log_shows() =>
        LogWindow.Of(Recent(1, 10, epoch: "other"), All).After(LogWindow.Of(Recent(1, 5), All)).Facts.Length.ShouldBe(10);

    [Fact]
    public void Window_is_bounded_and_has_no_hole()
    {
        var after = LogWindow.Of(Recent(151, 450), All).After(LogWindow.Of(Recent(1, 300), All));

        after.Facts.Length.ShouldBe(FleetQueries.MostRecentEvents);
        after.Facts.Select(fact => fact.Cursor.Sequence).ShouldBe(Enumerable.Range(0, 300).Select(i => 450L - i));
    }

    [Fact]
    public void Floor_of_no_match_is_the_oldest_event_that_was_looked_at() => Window(101, 400, Commits).Floor.ShouldBe(101);

    [Fact]
    public void Empty_log_is_known_as_such() => LogWindow.Of(Recent(1, 0), All).IsOfEmptyLog.ShouldBeTrue();

    private static LogWindow Window(long oldest, long newest, ActivityFilter filter, long commit = 0) =>
        LogWindow.Of(Recent(oldest, newest, sequence => Note(sequence, type: sequence == commit ? ActivityTypes.CommitCreated : ActivityTypes.ActivityUpdate)), filter);
}
