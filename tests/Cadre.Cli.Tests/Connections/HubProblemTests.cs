using System.Text.Json;
using Cadre.Cli.Connections;

namespace Cadre.Cli.Tests.Connections;

public sealed class HubProblemTests
{
    [Fact]
    public void Problem_is_told_with_place_value_and_remedy()
    {
        var problem = Read("""{"code":"invalid-value","detail":"Not a status.","pointer":"/status","value":"bussy","allowed":["idle","busy"],"didYouMean":"busy"}""");

        problem.Code.ShouldBe("invalid-value");
        problem.ToString().ShouldBe("Not a status. (at /status) (value bussy) (expected idle, busy)");
    }

    [Fact]
    public void What_the_detail_says_already_is_not_said_twice() =>
        Read("""{"code":"x","detail":"/status is 'bussy'","pointer":"/status","value":"bussy"}""").ToString().ShouldBe("/status is 'bussy'");

    [Theory]
    [InlineData("""{"error":"not found"}""", "not found", "not found")]
    [InlineData("""{"title":"Nope","status":400}""", "unknown", "Nope")]
    [InlineData("{}", "unknown", "unknown")]
    [InlineData("\"broken\"", "unknown", "\"broken\"")]
    public void Less_than_a_problem_is_made_the_best_of(string json, string code, string told)
    {
        var problem = Read(json);

        problem.Code.ShouldBe(code);
        problem.ToString().ShouldBe(told);
    }

    private static HubProblem Read(string json) => HubProblem.Read(JsonElement.Parse(json));
}
