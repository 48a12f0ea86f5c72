namespace Cadre.Architecture.Tests.Purity;

public sealed class PurityRuleTests
{
    [Theory]
    [InlineData("Cadre.Fleet")]
    [InlineData("Cadre.Query")]
    public void Pure_projects_touch_nothing_outside(string project)
    {
        if (!Directory.Exists(Repository.Absolute($"src/{project}")))
            Assert.Skip($"{project} does not exist yet.");

        PurityRule.Violations(project, AssemblyReferences.Read(OutputOf(project))).ShouldBeEmpty();
    }

    [Fact]
    public void Reader_sees_what_an_assembly_refers_to()
    {
        var references = AssemblyReferences.Read(typeof(PurityRuleTests).Assembly.Location);

        references.Assemblies.ShouldContain("System.Reflection.Metadata");
        references.Types.ShouldContain("System.IO.File");
        references.Members.ShouldContain("System.IO.File.OpenRead");
    }

    [Fact]
    public void This_very_assembly_would_not_pass() =>
        PurityRule.Violations("Tests", AssemblyReferences.Read(typeof(PurityRuleTests).Assembly.Location))
            .ShouldContain("Tests uses the type System.IO.File.");

    [Theory]
    [InlineData("Microsoft.AspNetCore.Http.Abstractions")]
    [InlineData("Microsoft.Extensions.Logging.Abstractions")]
    [InlineData("System.Net.Http")]
    public void Assembly_of_servers_or_networks_is_reported(string assembly) =>
        PurityRule.Violations("X", new([assembly], [], [])).ShouldHaveSingleItem().ShouldContain(assembly);

    [Theory]
    [InlineData("System.IO.FileStream")]
    [InlineData("System.Net.Http.HttpClient")]
    [InlineData("Microsoft.Extensions.Logging.ILogger")]
    [InlineData("System.Console")]
    public void Type_that_does_input_or_output_is_reported(string type) =>
        PurityRule.Violations("X", new([], [type], [])).ShouldHaveSingleItem().ShouldContain(type);

    [Theory]
    [InlineData("System.DateTime.get_UtcNow")]
    [InlineData("System.Diagnostics.Stopwatch.GetTimestamp")]
    public void Clock_of_its_own_is_reported(string member) =>
        PurityRule.Violations("X", new([], [], [member])).ShouldHaveSingleItem().ShouldContain(member);

    [Theory]
    [InlineData("System.IO.MemoryStream")]
    [InlineData("System.Text.Json.JsonElement")]
    [InlineData("System.IO.InvalidDataException")]
    public void Harmless_type_passes(string type) =>
        PurityRule.Violations("X", new(["System.Runtime", "System.Text.Json"], [type], ["System.TimeProvider.GetUtcNow"])).ShouldBeEmpty();

    // The references of this project put the assemblies beside it.
    private static string OutputOf(string project) => Path.Combine(AppContext.BaseDirectory, $"{project}.dll");
}
