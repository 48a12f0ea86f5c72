using Cadre.Client;
using Cadre.Dashboard.Components.Work;
using Shouldly;
using Xunit;

namespace Cadre.Dashboard.Tests.Components.Work;

public sealed class ProgressPlotTests
{
    [Fact]
    public void Points_are_scaled_to_the_box()
    {
        var plot = ProgressPlot.Of([new(1_000, 0, 6), new(2_000, 3, 6), new(4_000, 3, 9)], until: null).ShouldNotBeNull();

        plot.Completed.ShouldBe("M0 100L200 66.7L600 66.7");
        plot.Total.ShouldBe("M0 33.3H600V0H600");
        plot.Levels.ShouldBe([9, 6, 3, 0]);
        plot.Times.ShouldBe([1_000, 2_000, 3_000, 4_000]);
    }

    [Fact]
    public void Past_ends_at_its_moment()
    {
        var plot = ProgressPlot.Of([new(1_000, 0, 6), new(2_000, 3, 6), new(4_000, 6, 6)], until: 2_000).ShouldNotBeNull();

        plot.Last.Completed.ShouldBe(3);
    }

    [Fact]
    public void Ticks_that_a_clock_could_not_tell_apart_are_left_out() =>
        ProgressPlot.Of([new(1_000, 0, 6), new(3_900, 3, 6)], until: null).ShouldNotBeNull().Times.ShouldBe([1_000, 3_900]);

    [Fact]
    public void One_moment_is_no_plot() => ProgressPlot.Of([new(1_000, 0, 6), new(1_000, 1, 6)], until: null).ShouldBeNull();
}
