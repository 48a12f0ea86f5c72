namespace Cadre.Query.Tests;

/// <summary>Holds the C# of docs/query.md to code that is compiled and run: the regions of the files in this folder.</summary>
/// <remarks>With <c>CADRE_SNIPPETS=write</c> the document is made to follow the code; see <c>eng/snippets.sh</c>.</remarks>
public sealed class SnippetTests
{
    private static readonly string Root = FindRoot();
    private static readonly string Document = Path.Combine(Root, "docs", "query.md");

    [Fact]
    public void Guide_shows_the_code_that_is_run()
    {
        var regions = Regions();
        var before = File.ReadAllText(Document);

        var after = Snippets.Rewrite(before, regions);

        if (Environment.GetEnvironmentVariable("CADRE_SNIPPETS") == "write") File.WriteAllText(Document, after);
        else before.ShouldBe(after, "docs/query.md does not follow its code: run eng/snippets.sh");
    }

    [Fact]
    public void Guide_shows_every_region_once()
    {
        var shown = Snippets.NamesIn(File.ReadAllText(Document));

        shown.ShouldBeUnique();
        Regions().Keys.Except(shown).ShouldBeEmpty("these regions are not shown in docs/query.md");
    }

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

    private static Dictionary<string, string> Regions() =>
        Directory.EnumerateFiles(Path.Combine(Root, "tests", "Cadre.Query.Tests", "Docs"), "*.cs")
            .SelectMany(file => Snippets.RegionsOf(File.ReadAllText(file)))
            .ToDictionary(region => region.Key, region => region.Value);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Cadre.slnx"))) return folder.FullName;
        throw new InvalidOperationException($"No Cadre.slnx above {AppContext.BaseDirectory}.");
    }
}
