using Cadre.Dashboard.Components.Details;

namespace Cadre.Dashboard.Tests.Components.Details;

public sealed class NearNamesTests
{
    private static readonly string[] Names = ["backend/ada", "backend/lin", "frontend/kai", "ada", "qa"];

    [Theory]
    [InlineData("backend/aad", "backend/ada")]
    [InlineData("Backend/Ada", "backend/ada")]
    [InlineData("kai", "frontend/kai")]
    [InlineData("aad", "ada")]
    public void The_nearest_name_comes_first(string wanted, string near) => NearNames.Of(wanted, Names)[0].ShouldBe(near);

    [Theory]
    [InlineData("zzz")]
    [InlineData("")]
    [InlineData("x")]
    public void What_is_like_nothing_gets_no_name(string wanted) => NearNames.Of(wanted, Names).ShouldBeEmpty();

    [Fact]
    public void There_are_never_more_than_five() => NearNames.Of("worker", Enumerable.Range(0, 50).Select(number => $"worker-{number}")).Count.ShouldBe(5);
}
