using Cadre.Dashboard.Components.Activity;
using Shouldly;
using Xunit;
using static Cadre.Dashboard.Tests.Components.Activity.Facts;

namespace Cadre.Dashboard.Tests.Components.Activity;

public sealed class LogHoursTests
{
    private const long Hour = LogHours.Length;

    [Fact]
    public void First_event_of_each_hour_is_headed() =>
        LogHours.Headed([Note(4, (3 * Hour) + 9), Note(3, (3 * Hour) + 1), Note(2, Hour), Note(1, 5)], headed: null).Select(entry => entry.Heading).ShouldBe([3, null, 1, 0]);

    [Fact]
    public void Hour_that_is_headed_above_is_not_headed_again() =>
        LogHours.Headed([Note(2, (3 * Hour) + 1), Note(1, Hour)], headed: 3).Select(entry => entry.Heading).ShouldBe([null, 1]);

    [Fact]
    public void Clock_that_went_back_heads_no_hour_twice() =>
        LogHours.Headed([Note(3, 3 * Hour), Note(2, 4 * Hour), Note(1, 3 * Hour)], headed: null).Select(entry => entry.Heading).ShouldBe([3, null, null]);
}
