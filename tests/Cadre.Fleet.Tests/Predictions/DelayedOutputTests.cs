using static Cadre.Fleet.Tests.State.Given;

namespace Cadre.Fleet.Tests.Predictions;

public sealed class DelayedOutputTests
{
    [Fact]
    public void A_late_output_is_reported_with_who_waits_for_it_and_for_its_agent()
    {
        var prediction = Predicted.Only(StateOf(
        [
            Agent("ceo", dependencies: ["content"]), Agent("cro", dependencies: ["Q3 plan", "leads"]), Agent("cmo", dependencies: ["content", "Q3 plan"]),
            Agent("content", delayed: ["Q3 plan", "Q3 plan"], dependencies: ["coo"]), Agent("coo"),
        ]));

        prediction.Id.ShouldBe("delayed-output:agent:content:Q3%20plan");
        prediction.Summary.ShouldBe("\"Q3 plan\" of content is late and 3 agents wait");
        prediction.Agents.ShouldBe(["content", "cmo", "cro", "ceo"]);
        prediction.Reasons.ShouldBe(["content reports it as late", "2 agents wait for just this output: cmo and cro", "1 agent waits for content: ceo"]);
        prediction.Risk.ShouldBe(Math.Round(1 - (0.7 * 0.8 * 0.8 * 0.9), 3));
        prediction.RootCauses.ShouldBe(["agent:coo"]);
        prediction.Requests().ShouldBe(
        [
            "PATCH /agents/content {\"delayedOutputs\":[]}", "PATCH /agents/cmo {\"dependencies\":[\"content\"]}", "PATCH /agents/cro {\"dependencies\":[\"leads\"]}",
        ]);
    }

    [Fact]
    public void Each_late_output_is_a_prediction_of_its_own()
    {
        var predictions = Predicted.In(StateOf([Agent("a:b", delayed: ["c"]), Agent("a", delayed: ["b:c", "d"])]));

        predictions.Select(prediction => prediction.Id).ShouldBe(["delayed-output:agent:a%3Ab:c", "delayed-output:agent:a:b%3Ac", "delayed-output:agent:a:d"], ignoreOrder: true);
        predictions.ShouldAllBe(prediction => prediction.Risk == 0.3 && prediction.Severity == "low");
        predictions.Single(prediction => prediction.Id.EndsWith(":d", StringComparison.Ordinal)).Reasons.ShouldBe(["one of 2 outputs that a reports as late"]);
    }

    [Fact]
    public void An_output_that_is_awaited_but_not_late_is_not_reported() =>
        Predicted.In(StateOf([Agent("ada", dependencies: ["plan", "bob"]), Agent("bob")])).ShouldBeEmpty();
}
