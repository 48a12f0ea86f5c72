using Cadre.Conformance.Query;

namespace Cadre.Query.Tests.Conformance;

public sealed class ScenarioTests
{
    private const int MostShown = 5;

    [Theory]
    [InlineData("scenarios", 453, nameof(TraceLevel.Core))]
    [InlineData("scenarios", 453, nameof(TraceLevel.Events))]
    [InlineData("fuzzed", 400, nameof(TraceLevel.Core))]
    public void Recorded_scenarios_give_the_same_trace(string pack, int count, string level)
    {
        var verdicts = ScenarioFiles.At(Packs.PathOf(pack)).Select(scenario => Verdict.On(scenario, Enum.Parse<TraceLevel>(level), Exceptions.Listed)).ToList();

        verdicts.Count.ShouldBe(count);
        var failures = verdicts.Where(verdict => verdict.Failure is not null).Select(verdict => $"{verdict.Scenario}: {verdict.Failure}").ToList();
        failures.Count.ShouldBe(0, $"of {count} at level {level}; the first:\n{string.Join('\n', failures.Take(MostShown))}");
    }

    [Fact]
    public void Running_twice_gives_the_same_trace()
    {
        foreach (var recorded in ScenarioFiles.At(Packs.PathOf("fuzzed")).Take(20))
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
