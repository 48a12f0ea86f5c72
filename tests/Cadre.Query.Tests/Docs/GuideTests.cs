using Cadre.TestKit;

namespace Cadre.Query.Tests;

public sealed class GuideTests
{
    [Fact]
    public void Guide_shows_the_code_that_is_run() => CompiledDocument.Hold("docs/query.md");

    [Fact]
    public void Regions_lose_the_indentation_that_all_their_lines_have() =>
        Snippets.RegionsOf("    #region a\n    if (x)\n\n        y();\n    #endregion\n").ShouldBe([new("a", "if (x)\n\n    y();\n")]);

    [Theory]
    [InlineData("    #region a\n    x();\n", "does not end")]
    [InlineData("#region a\n#region b\n#endregion\n#endregion\n", "within")]
    public void Regions_that_overlap_or_do_not_end_are_refused(string code, string reason) =>
        Should.Throw<FormatException>(() => Snippets.RegionsOf(code).ToList()).Message.ShouldContain(reason);

    [Fact]
    public void Blocks_take_the_code_of_their_region()
    {
        var regions = new Dictionary<string, string> { ["a"] = "x();\n" };

        Snippets.Rewrite("<!-- snippet: a -->\n```csharp\nold\n```\nend\n", regions).ShouldBe("<!-- snippet: a -->\n```csharp\nx();\n```\nend\n");
    }

    [Theory]
    [InlineData("```csharp\nx();\n```\n", "names no snippet")]
    [InlineData("<!-- snippet: b -->\n```csharp\n```\n", "no region 'b'")]
    [InlineData("<!-- snippet: a -->\ntext\n", "no block")]
    public void Blocks_without_a_region_are_refused(string document, string reason) =>
        Should.Throw<FormatException>(() => Snippets.Rewrite(document, new Dictionary<string, string> { ["a"] = "" })).Message.ShouldContain(reason);
}
