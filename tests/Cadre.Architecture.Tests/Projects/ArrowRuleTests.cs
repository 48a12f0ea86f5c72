namespace Cadre.Architecture.Tests.Projects;

public sealed class ArrowRuleTests
{
    [Fact]
    public void Projects_of_the_repository_keep_the_arrows_of_the_house()
    {
        var projects = Repository.Files("src", "*.csproj").Concat(Repository.Files("apps", "*.csproj"))
            .Select(path => ProjectFile.Parse(Path.GetFileNameWithoutExtension(path), Repository.Read(path)))
            .ToList();

        projects.Select(project => project.Name).ShouldContain("Cadre.Hub", "the check must see the real projects");
        ArrowRule.Violations(projects, House.Rooms).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Cadre.Fleet", "Cadre.Streams")]
    [InlineData("Cadre.Query", "Cadre.Fleet")]
    [InlineData("Cadre.Streams", "Cadre.Fleet")]
    [InlineData("Cadre.Dashboard", "Cadre.Hub")]
    [InlineData("Cadre.Live", "Cadre.Client")]
    [InlineData("Cadre.Hub", "Cadre.Cli")]
    [InlineData("Leads.Web", "Cadre.Hub")]
    public void Arrow_that_the_house_lacks_is_reported(string from, string to)
    {
        var project = Parse(from, $"""<ItemGroup><ProjectReference Include="..\{to}\{to}.csproj" /></ItemGroup>""");

        ArrowRule.Violations([project], House.Rooms).ShouldHaveSingleItem().ShouldContain($"{from} → {to}");
    }

    [Theory]
    [InlineData("Cadre.Hub", "Cadre.Fleet")]
    [InlineData("Cadre.Cli", "Cadre.Hub")]
    [InlineData("Leads.Web", "Leads.Domain")]
    public void Arrow_of_the_house_passes(string from, string to)
    {
        var project = Parse(from, $"""<ItemGroup><ProjectReference Include="../{to}/{to}.csproj" /></ItemGroup>""");

        ArrowRule.Violations([project], House.Rooms).ShouldBeEmpty();
    }

    [Fact]
    public void Project_that_the_house_does_not_know_is_reported() =>
        ArrowRule.Violations([Parse("Cadre.Misc", "")], House.Rooms).ShouldHaveSingleItem().ShouldContain("Cadre.Misc is not in the house");

    [Fact]
    public void Web_framework_in_the_domain_is_reported() =>
        ArrowRule.Violations([Parse("Cadre.Fleet", """<ItemGroup><FrameworkReference Include="Microsoft.AspNetCore.App" /></ItemGroup>""")], House.Rooms)
            .ShouldHaveSingleItem().ShouldContain("ASP.NET Core");

    [Fact]
    public void Web_sdk_counts_as_the_web_framework() =>
        ArrowRule.Violations([ProjectFile.Parse("Cadre.Live", """<Project Sdk="Microsoft.NET.Sdk.Web" />""")], House.Rooms)
            .ShouldHaveSingleItem().ShouldContain("ASP.NET Core");

    [Fact]
    public void Logging_package_in_the_cache_is_reported() =>
        ArrowRule.Violations([Parse("Cadre.Query", """<ItemGroup><PackageReference Include="Microsoft.Extensions.Logging" /></ItemGroup>""")], House.Rooms)
            .ShouldHaveSingleItem().ShouldContain("Microsoft.Extensions.Logging");

    [Theory]
    [InlineData("Microsoft.Extensions.Options", 0)]
    [InlineData("Microsoft.Extensions.Hosting", 1)]
    public void Client_may_use_the_packages_of_its_set_up_and_no_other(string package, int violations) =>
        ArrowRule.Violations([Parse("Cadre.Client", $"""<ItemGroup><PackageReference Include="{package}" /></ItemGroup>""")], House.Rooms).Count().ShouldBe(violations);

    [Fact]
    public void House_has_no_arrow_that_leads_up_or_round()
    {
        var rank = House.Rooms.Select((room, index) => (room.Name, index)).ToDictionary();

        foreach (var room in House.Rooms.Where(room => room.Name != "Leads.*"))
            room.MayUse.ShouldAllBe(target => rank[target] > rank[room.Name], $"{room.Name} may only use what stands below it");
    }

    private static ProjectFile Parse(string name, string items) =>
        ProjectFile.Parse(name, $"""<Project Sdk="Microsoft.NET.Sdk">{items}</Project>""");
}
