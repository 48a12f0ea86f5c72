using static Cadre.Fleet.Tests.State.Given;

namespace Cadre.Fleet.Tests.Predictions;

public sealed class HighRiskTests
{
    [Theory]
    [InlineData(70, 0.7, "high", "risk score 70; high from 70")]
    [InlineData(89.9, 0.899, "high", "risk score 89.9; high from 70")]
    [InlineData(90, 0.9, "critical", "risk score 90; critical from 90")]
    [InlineData(100, 1, "critical", "risk score 100; critical from 90")]
    [InlineData(250, 1, "critical", "risk score 250; critical from 90")]
    public void A_high_score_is_reported_as_it_is(double score, double risk, string severity, string reason)
    {
        var prediction = Predicted.Only(StateOf([Agent("ada", risk: score), Agent("bob", dependencies: ["ada"])], Task(4, agent: "ada")));

        prediction.Id.ShouldBe("high-risk:agent:ada");
        (prediction.Risk, prediction.Severity).ShouldBe((risk, severity));
        prediction.Agents.ShouldBe(["ada", "bob"]);
        prediction.TaskNumbers().ShouldBe([4]);
        prediction.Reasons.ShouldBe([reason, "1 agent waits for it: bob"]);
        prediction.Requests().ShouldBe(["PATCH /agents/ada {\"status\":\"resolved\",\"riskScore\":0,\"blockedTasks\":[],\"delayedOutputs\":[]}"]);
    }

    [Theory]
    [InlineData(69.99)]
    [InlineData(0)]
    [InlineData(double.NaN)]
    public void A_lower_score_is_not_reported(double score) => Predicted.In(StateOf([Agent("ada", risk: score)])).ShouldBeEmpty();
}
