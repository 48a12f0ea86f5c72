using Cadre.Cli.CommandLine;

namespace Cadre.Cli.Tests.CommandLine;

public sealed class DidYouMeanTests
{
    private static readonly string[] Commands = ["up", "feed", "events", "state", "token"];

    [Theory]
    [InlineData("evnts", "events")]
    [InlineData("feeed", "feed")]
    [InlineData("fede", "feed")]
    [InlineData("STATE", "state")]
    [InlineData("ev", "events")]
    [InlineData("tokens", "token")]
    public void Mistyped_word_is_recognised(string typed, string meant) => DidYouMean.Closest(typed, Commands).ShouldBe(meant);

    [Theory]
    [InlineData("deploy")]
    [InlineData("x")]
    [InlineData("")]
    public void Other_word_is_not_guessed_at(string typed) => DidYouMean.Closest(typed, Commands).ShouldBeNull();
}
