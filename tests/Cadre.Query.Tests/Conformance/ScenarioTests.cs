using Cadre.Conformance.Query;

namespace Cadre.Query.Tests.Conformance;

public sealed class ScenarioTests
{
    private const int MostShown = 5;

    [Theory]
    [InlineData("scenarios", 453, TraceLevel.Core)]
    [InlineData("scenarios", 453, TraceLevel.Events)]
    [InlineData("fuzzed", 400, TraceLevel.Core)]
    public void Recorded_scenarios_give_the_same_trace(string pack, int count, TraceLevel level)
    {
        var verdicts = ScenarioFiles.At(Packs.PathOf(pack)).Select(scenario => Verdict.On(scenario, level, Exceptions.Listed)).ToList();

        verdicts.Count.ShouldBe(count);
        var failures = verdicts.Where(verdict => verdict.Failure is not null).Select(verdict => $"{verdict.Scenario}: {verdict.Failure}").ToList();
        failures.ShouldBeEmpty($"{failures.Count} of {count} differ at level {level}, first:\n{string.Join('\n', failures.Take(MostShown))}");
    }

    [Fact]
    public void Running_twice_gives_the_same_trace()
    {
        foreach (var recorded in ScenarioFiles.At(Packs.PathOf("fuzzed")).Take(50))
        {
            var scenario = recorded.Read().Scenario;

            ScenarioRunner.Run(scenario).Printed().ShouldBe(ScenarioRunner.Run(scenario).Printed());
        }
    }

    [Fact]
    public void Scenario_with_an_unknown_option_is_refused()
    {
        var scenario = Scenario.Of(Json.Parse("""{"name":"x","steps":[{"do":"observe","id":"o","key":["a"],"opt":{"suspense":true}}]}"""));

        Should.Throw<ScenarioException>(() => ScenarioRunner.Run(scenario)).Message.ShouldContain("suspense");
    }
}
