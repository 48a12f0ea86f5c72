using Cadre.Cli.Feeding;

namespace Cadre.Cli.Tests.Feeding;

public sealed class FeedSpeedTests
{
    [Theory]
    [InlineData("max", null)]
    [InlineData("MAX", null)]
    [InlineData("1", 1.0)]
    [InlineData("0.5", 0.5)]
    [InlineData("3600x", 3600.0)]
    public void Speed_is_a_factor_or_max(string text, double? factor) => FeedSpeed.Parse(text).Factor.ShouldBe(factor);

    [Theory]
    [InlineData("0")]
    [InlineData("-2")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("fast")]
    [InlineData("")]
    public void Other_speeds_are_refused(string text) =>
        Should.Throw<CliException>(() => FeedSpeed.Parse(text)).Message.ShouldBe($"'{text}' is not a speed.");
}
