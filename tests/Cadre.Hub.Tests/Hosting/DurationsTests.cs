using Cadre.Hub.Hosting;

namespace Cadre.Hub.Tests.Hosting;

public sealed class DurationsTests
{
    [Theory]
    [InlineData("500ms", 0.5)]
    [InlineData("15s", 15)]
    [InlineData("1.5m", 90)]
    [InlineData("24H", 86_400)]
    [InlineData("7d", 604_800)]
    [InlineData("00:00:10", 10)]
    public void Duration_is_read(string text, double seconds)
    {
        Durations.TryParse(text, out var duration).ShouldBeTrue();
        duration.TotalSeconds.ShouldBe(seconds);
        Durations.TryParse(Durations.Show(duration), out var again).ShouldBeTrue();
        again.ShouldBe(duration);
    }

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("-5s")]
    [InlineData("15")]
    [InlineData("NaNs")]
    [InlineData("1e400d")]
    [InlineData("∞s")]
    public void What_is_no_duration_is_refused(string text)
    {
        Durations.TryParse(text, out _).ShouldBeFalse();
    }

    [Fact]
    public void Longer_than_ever_is_the_longest()
    {
        Durations.TryParse("99999999999999999999d", out var duration).ShouldBeTrue();
        duration.ShouldBe(TimeSpan.MaxValue);
    }
}
