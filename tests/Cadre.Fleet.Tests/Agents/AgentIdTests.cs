namespace Cadre.Fleet.Tests.Agents;

public sealed class AgentIdTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("gastown/crew/joe")]
    [InlineData("Übung 工人 🛠")]
    public void Any_readable_text_is_an_id(string text)
    {
        AgentId.TryParse(text, out var id, out var error).ShouldBeTrue();

        id.Value.ShouldBe(text);
        error.ShouldBeNull();
    }

    [Theory]
    [InlineData(null, "at least one character")]
    [InlineData("", "at least one character")]
    [InlineData("a\nb", "control characters")]
    public void Anything_else_says_what_is_wrong(string? text, string what)
    {
        AgentId.TryParse(text, out _, out var error).ShouldBeFalse();

        error.ShouldContain(what);
    }

    [Fact]
    public void Id_has_at_most_two_hundred_characters_of_whole_unicode()
    {
        AgentId.TryParse(new string('x', 200), out _, out _).ShouldBeTrue();
        AgentId.TryParse(new string('x', 201), out _, out var tooLong).ShouldBeFalse();
        AgentId.TryParse("a" + (char)0xDC00, out _, out var broken).ShouldBeFalse();

        tooLong.ShouldContain("201");
        broken.ShouldContain("surrogate");
    }

    [Fact]
    public void Default_is_the_empty_text_that_no_agent_bears()
    {
        default(AgentId).Value.ShouldBe("");
        Should.Throw<FormatException>(() => AgentId.Parse(""));
    }
}
