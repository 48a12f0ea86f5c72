namespace Cadre.Architecture.Tests.Files;

public sealed class FileRuleTests
{
    private static readonly string[] TextFiles =
        ["*.md", "*.cs", "*.csproj", "*.props", "*.targets", "*.slnx", "*.json", "*.yml", "*.mjs", "*.js", "*.ts", "*.html", "*.css", "*.razor", "*.sh", "run", "test", "cadre", "check"];

    [Fact]
    public void Source_files_hold_one_idea_each()
    {
        var files = Repository.Files("src", "*.cs").Concat(Repository.Files("apps", "*.cs")).ToList();

        files.Count.ShouldBeGreaterThan(10, "the check must see the real files");
        files.SelectMany(path => FileLengthRule.Violations(path, Repository.Read(path))).ShouldBeEmpty();
    }

    [Fact]
    public void Files_mention_no_path_of_one_machine()
    {
        var files = TextFiles.SelectMany(pattern => Repository.Files("", pattern))
            // The examples of what is wrong.
            .Where(path => !path.StartsWith("tests/Cadre.Architecture.Tests/", StringComparison.Ordinal))
            .ToList();

        files.ShouldContain("README.md", "the check must see the real files");
        files.SelectMany(path => MachinePathRule.Violations(path, Repository.Read(path))).ShouldBeEmpty();
    }

    [Fact]
    public void Links_between_documents_lead_somewhere()
    {
        var documents = Repository.Files("", "*.md");

        documents.ShouldContain("README.md", "the check must see the real files");
        documents.SelectMany(path => LinkRule.Violations(path, Repository.Read(path), target => Path.Exists(Repository.Absolute(target)))).ShouldBeEmpty();
    }

    [Fact]
    public void File_of_400_lines_is_reported() =>
        FileLengthRule.Violations("a.cs", new string('\n', 400)).ShouldHaveSingleItem().ShouldContain("400 lines");

    [Fact]
    public void File_of_399_lines_passes() => FileLengthRule.Violations("a.cs", new string('\n', 399)).ShouldBeEmpty();

    [Theory]
    [InlineData("see /home/ada/cadre/notes")]
    [InlineData("cd /work/cadre")]
    [InlineData("(/root/.nuget)")]
    [InlineData("C:\\Users\\ada\\cadre")]
    [InlineData("cadre feed ../shared/x.ndjson")]
    public void Path_of_one_machine_is_reported(string text) =>
        MachinePathRule.Violations("a.md", "fine\n" + text).ShouldHaveSingleItem().ShouldStartWith("a.md:2");

    [Theory]
    [InlineData("http://127.0.0.1:7171/home/agents")]
    [InlineData("~/.cadre and $HOME/.cadre")]
    [InlineData("path:src/work/**")]
    [InlineData("cadre up --data /tmp/cadre-demo")]
    [InlineData("docs/work/index.md")]
    public void Path_that_anyone_may_have_passes(string text) => MachinePathRule.Violations("a.md", text).ShouldBeEmpty();

    [Fact]
    public void Link_to_a_missing_document_is_reported() =>
        LinkRule.Violations("docs/a.md", "[b](b.md) [c](../c.md#part) [d](https://example.org)", target => target == "docs/b.md")
            .ShouldHaveSingleItem().ShouldContain("../c.md#part");
}
