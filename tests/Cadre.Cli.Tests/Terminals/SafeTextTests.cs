using Cadre.Cli.Terminals;

namespace Cadre.Cli.Tests.Terminals;

public sealed class SafeTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("two\nlines", "two lines")]
    [InlineData("\u001b[31mred\u001b[0m", " [31mred [0m")]
    [InlineData("right\u202eleft", "right left")]
    [InlineData("ünï 🙂", "ünï 🙂")]
    [InlineData(null, "")]
    public void Text_from_elsewhere_cannot_steer_the_terminal(string? text, string shown) => SafeText.OneLine(text).ShouldBe(shown);

    [Fact]
    public void Long_text_is_cut_with_a_mark() => SafeText.OneLine("abcdef", 3).ShouldBe("abc…");

    [Fact]
    public void Cut_does_not_split_a_character() => SafeText.OneLine("ab🙂cd", 3).ShouldBe("ab🙂…");
}
