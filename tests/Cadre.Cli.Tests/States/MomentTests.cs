using Cadre.Cli.States;

namespace Cadre.Cli.Tests.States;

public sealed class MomentTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds(10_000_000);

    [Theory]
    [InlineData("90s", "9910000")]
    [InlineData("10m", "9400000")]
    [InlineData("0.5h", "8200000")]
    [InlineData("2d", "-162800000")]
    public void Age_becomes_the_time_that_long_ago(string text, string time) => Moment.Resolve(text, Now).ShouldBe(time);

    [Theory]
    [InlineData("e1:42")]
    [InlineData("1767323045000")]
    [InlineData("2026-01-02T03:04:05Z")]
    [InlineData("10y")]
    [InlineData("d")]
    [InlineData("99999999999999d")]
    public void Everything_else_is_for_the_hub_to_read(string text) => Moment.Resolve(text, Now).ShouldBe(text);
}
