using static Cadre.Fleet.Tests.State.Given;

namespace Cadre.Fleet.Tests.Predictions;

public sealed class PredictionJsonTests
{
    [Fact]
    public void WritePrediction_writes_every_member()
    {
        var prediction = Predicted.Only(StateOf([Agent("a/b")], Task(1, FleetTaskStatus.InProgress, "a/b")));

        Json(prediction).ShouldBe(
            """
            {"id":"orphaned-task:task:1","kind":"orphaned-task","summary":"Task #1 \u0022Task 1\u0022 is in progress, but a/b, who holds it, is idle",
            "agents":["a/b"],"tasks":[1],"risk":0.5,"severity":"medium","reasons":["a/b, who holds it, is idle","unchanged for 0 min"],"rootCauses":["task:1"],
            "suggestedActions":[{"action":"assign","label":"Give #1 to a/b","method":"POST","path":"/tasks/1/assign","agentId":"a/b","taskId":1,"body":{"agentId":"a/b"}},
            {"action":"requeue","label":"Put #1 back to pending","method":"PATCH","path":"/tasks/1","taskId":1,"body":{"status":"pending"}}]}
            """.Replace("\n", "", StringComparison.Ordinal));
    }

    [Fact]
    public void WritePrediction_leaves_out_what_an_action_does_not_have()
    {
        var prediction = Predicted.Only(StateOf([Agent("a/b", AgentStatus.Running, silentFor: 900_000)]));

        JsonDocument.Parse(Json(prediction)).RootElement.GetProperty("suggestedActions").GetRawText()
            .ShouldBe("""[{"action":"retire","label":"Retire a/b","method":"DELETE","path":"/agents/a%2Fb","agentId":"a/b"}]""");
    }

    private static string Json(Prediction prediction) => Fixture.Text(json => ConflictPredictor.WritePrediction(json, prediction));
}
