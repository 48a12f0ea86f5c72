using Cadre.Cli.States;

namespace Cadre.Cli.Tests.States;

public sealed class AgesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Theory]
    [InlineData(0, "now")]
    [InlineData(-5, "now")]
    [InlineData(59, "59 s ago")]
    [InlineData(60, "1 min ago")]
    [InlineData(3_600, "1 h ago")]
    [InlineData(47 * 3_600, "47 h ago")]
    [InlineData(48 * 3_600, "2 days ago")]
    public void Age_is_told_in_the_largest_unit_that_fits(int seconds, string told) =>
        Ages.Since(Now.AddSeconds(-seconds).ToUnixTimeMilliseconds(), Now).ShouldBe(told);

    [Fact]
    public void Time_ahead_is_told_too() => Ages.Until(Now.AddMinutes(15).ToUnixTimeMilliseconds(), Now).ShouldBe("in 15 min");
}
