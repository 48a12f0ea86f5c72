using Cadre.Fleet;
using Cadre.Hub.Requests;
using Cadre.Hub.Telemetry;
using Cadre.Hub.Workspaces;

namespace Cadre.Hub.Predictions;

/// <summary>The predicted conflicts of a workspace as an answer.</summary>
internal sealed class Predictor(HubMetrics metrics, TimeProvider time)
{
    public Reply Predict(Workspace workspace)
    {
        var point = workspace.Current;
        using var activity = HubTracing.StartPrediction(workspace.Id);
        var started = time.GetTimestamp();
        var predictions = ConflictPredictor.Predict(point.State, time.GetUtcNow().ToUnixTimeMilliseconds());
        metrics.Predicted(time.GetElapsedTime(started));
        var body = JsonBytes.Of((predictions, point), static (json, answer) =>
        {
            json.WriteStartObject();
            json.WriteStartArray("items"u8);
            foreach (var prediction in answer.predictions)
                ConflictPredictor.WritePrediction(json, prediction);
            json.WriteEndArray();
            json.WriteString("cursor"u8, answer.point.Cursor.ToString());
            json.WriteEndObject();
        });
        return new Reply(200, body) { Cursor = point.Cursor.ToString() };
    }
}
