namespace Cadre.Fleet.Tests.Contracts;

public sealed class ExecutiveContractTests
{
    [Fact]
    public void Template_makes_seven_idle_agents_of_version_one()
    {
        var state = ExecutiveContract.Template(5).Aggregate(FleetState.Empty, (before, proposal) => before.After(FleetRules.Decide(before, proposal, Fixture.At(5))));

        state.Agents.Select(agent => Fixture.Text(json => ExecutiveContract.WriteAgent(json, agent))).ShouldBe(
            new[] { "ceo", "coo", "cmo", "cro", "cco", "content", "cos" }.Select(id =>
                $$"""{"id":"{{id}}","status":"idle","riskScore":0,"blockedTasks":[],"dependencies":[],"delayedOutputs":[],"updatedAt":5,"version":1}"""));
    }

    [Fact]
    public void Auto_resolve_is_merged_and_what_the_server_stamps_is_ignored()
    {
        var state = Fixture.State(new AgentCreated(Fixture.Agent("cro", AgentStatus.Blocked) with { RiskScore = 80, BlockedTasks = ["q3"], Dependencies = ["cmo"] }));
        var body = Fixture.Json("""{"status":"resolved","riskScore":0,"blockedTasks":[],"delayedOutputs":[],"id":"ceo","version":99,"updatedAt":1}""");

        var patch = ExecutiveContract.ReadPatch(body, out var problem);

        problem.ShouldBeNull();
        var agent = state.After(FleetRules.Decide(state, new AgentUpdated(Fixture.Id("cro"), patch!, 0), Fixture.At(Fixture.T0 + 1))).Agents.Single();
        Fixture.Text(json => ExecutiveContract.WriteAgent(json, agent)).ShouldBe(
            """{"id":"cro","status":"resolved","riskScore":0,"blockedTasks":[],"dependencies":["cmo"],"delayedOutputs":[],"updatedAt":1700000000001,"version":2}""");
    }

    [Theory]
    [InlineData("""{"status":"working"}""", "invalid-value", "/status")]
    [InlineData("""{"status":null}""", "invalid-value", "/status")]
    [InlineData("""{"riskScore":-0.1}""", "invalid-value", "/riskScore")]
    [InlineData("""{"riskScore":"5"}""", "invalid-value", "/riskScore")]
    [InlineData("""{"riskScore":1e400}""", "invalid-value", "/riskScore")]
    [InlineData("""{"blockedTasks":null}""", "invalid-value", "/blockedTasks")]
    [InlineData("""{"dependencies":["a",null]}""", "invalid-value", "/dependencies/1")]
    [InlineData("""{"meta":"x"}""", "invalid-value", "/meta")]
    [InlineData("""{"risk":5}""", "unknown-member", "/risk")]
    [InlineData("""{"a/b~c":5}""", "unknown-member", "/a~1b~0c")]
    [InlineData("[]", "invalid-value", "")]
    public void Wrong_member_is_refused_by_name(string body, string code, string pointer)
    {
        ExecutiveContract.ReadPatch(Fixture.Json(body), out var problem).ShouldBeNull();

        problem!.ShouldSatisfyAllConditions(p => p.Code.ShouldBe(code), p => p.Pointer.ShouldBe(pointer));
    }

    [Fact]
    public void Unknown_member_suggests_the_nearest()
    {
        ExecutiveContract.ReadPatch(Fixture.Json("""{"riskscore":5}"""), out var problem).ShouldBeNull();

        problem!.DidYouMean.ShouldBe("riskScore");
        problem.Detail.ShouldBe("/riskscore is not a known member; known are status, riskScore, blockedTasks, dependencies, delayedOutputs, meta.");
    }

    [Fact]
    public void Meta_is_replaced_as_a_whole_and_removed_by_null()
    {
        ExecutiveContract.ReadPatch(Fixture.Json("""{"meta":null}"""), out _)!.Meta.ShouldBe(new Optional<JsonElement?>(null));
        ExecutiveContract.ReadPatch(Fixture.Json("{}"), out _)!.Meta.HasValue.ShouldBeFalse();
    }
}
