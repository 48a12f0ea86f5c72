namespace Cadre.Fleet.Tests.Claims;

public sealed class ClaimResourceTests
{
    [Theory]
    [InlineData("path:src/**", "path:src/**")]
    [InlineData("path:./src//a.cs", "path:src/a.cs")]
    [InlineData("path:src/", "path:src/**")]
    [InlineData(@"path:src\a.cs", "path:src/a.cs")]
    [InlineData("path:/etc/hosts", "path:/etc/hosts")]
    [InlineData("path:.", "path:**")]
    [InlineData("port: 5432 ", "port:5432")]
    [InlineData("deploy_slot:blue:1", "deploy_slot:blue:1")]
    public void Resource_is_brought_into_one_spelling(string text, string canonical)
    {
        ClaimResource.TryNormalize(text, out var resource).ShouldBeTrue();

        resource.ShouldBe(canonical);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("src/**")]
    [InlineData(":x")]
    [InlineData("path:")]
    [InlineData("Path:x")]
    [InlineData("path:a/../b")]
    [InlineData("path:a\nb")]
    public void Anything_else_is_no_resource(string? text) => ClaimResource.TryNormalize(text, out _).ShouldBeFalse();

    [Fact]
    public void Broken_text_is_no_resource() => ClaimResource.TryNormalize("path:" + (char)0xD800, out _).ShouldBeFalse();

    [Fact]
    public void Too_long_a_resource_is_none() => ClaimResource.TryNormalize("path:" + new string('a', 300), out _).ShouldBeFalse();

    [Theory]
    [InlineData("port:5432", "port:5432", true)]
    [InlineData("port:*", "port:5432", false)]
    [InlineData("db:Main", "db:main", false)]
    [InlineData("path:src/**", "path:src/a", true)]
    [InlineData("path:src/**", "port:src/a", false)]
    public void Only_paths_are_patterns(string a, string b, bool overlap) => ClaimResource.Overlap(a, b).ShouldBe(overlap);
}
