using Cadre.Dashboard.Components.Activity;
using Cadre.Fleet;
using Shouldly;
using Xunit;
using static Cadre.Dashboard.Tests.Components.Activity.Facts;

namespace Cadre.Dashboard.Tests.Components.Activity;

public sealed class ActivityFilterTests
{
    [Fact]
    public void Address_is_read_and_written_the_same() =>
        ActivityFilter.Of("commits,tasks", "backend/ada", "#17", " VAT & more ").Query(("before", "9"), ("hour", null))
            .ShouldBe("?q=VAT%20%26%20more&type=tasks%2Ccommits&agent=backend%2Fada&task=17&before=9");

    [Fact]
    public void What_makes_no_sense_in_an_address_filters_nothing() => ActivityFilter.Of("nonsense", "", "x", "").IsEmpty.ShouldBeTrue();

    [Fact]
    public void Groups_add_to_each_other()
    {
        var filter = ActivityFilter.Of("commits,tests", null, null, null);

        filter.Matches(Note(1, type: ActivityTypes.CommitCreated)).ShouldBeTrue();
        filter.Matches(Note(2, type: ActivityTypes.TestResult)).ShouldBeTrue();
        filter.Matches(Note(3)).ShouldBeFalse();
        filter.Matches(Of(4, new AgentRetired(AgentId.Parse("ada"), 0))).ShouldBeFalse();
    }

    [Fact]
    public void Text_is_looked_for_in_what_the_page_says() => ActivityFilter.Of(null, null, null, "ADA: NOTE 7").Matches(Note(7)).ShouldBeTrue();

    [Fact]
    public void Question_and_trouble_are_blockers()
    {
        var filter = ActivityFilter.Of("blockers", null, null, null);

        filter.Matches(Note(1, type: ActivityTypes.BlockerCreated)).ShouldBeTrue();
        filter.Matches(Of(2, new AgentUpdated(AgentId.Parse("ada"), new AgentPatch { Status = AgentStatus.Error }, 0))).ShouldBeTrue();
        filter.Matches(Of(3, new AgentUpdated(AgentId.Parse("ada"), new AgentPatch { Progress = 4 }, 0))).ShouldBeFalse();
    }
}
