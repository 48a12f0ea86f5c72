using System.Text.Json;

namespace Cadre.Fleet;

public static partial class FleetJson
{
    /// <summary>Reads an agent as the API answers it.</summary>
    public static Agent? ReadAgent(JsonElement element, out FleetProblem? problem) => Reading.Of<Agent>(element, AgentJson.Read, out problem);

    /// <summary>Reads a task as the API answers it.</summary>
    public static FleetTask? ReadTask(JsonElement element, out FleetProblem? problem) => Reading.Of<FleetTask>(element, TaskJson.Read, out problem);

    /// <summary>Reads an activity item as the API answers it.</summary>
    public static ActivityItem? ReadActivity(JsonElement element, out FleetProblem? problem) =>
        Reading.Of<ActivityItem>(element, ActivityJson.Read, out problem);

    /// <summary>Reads a claim as the API answers it.</summary>
    public static Claim? ReadClaim(JsonElement element, out FleetProblem? problem) => Reading.Of<Claim>(element, ClaimJson.Read, out problem);

    /// <summary>Reads the progress; null without a problem while nothing is known.</summary>
    public static ProjectProgress? ReadProgress(JsonElement element, out FleetProblem? problem)
    {
        problem = ProgressJson.KindOrNull.Read(element, out var progress)?.Finished();
        return progress;
    }

    /// <summary>Reads a prediction.</summary>
    public static Prediction? ReadPrediction(JsonElement element, out FleetProblem? problem) =>
        Reading.Of<Prediction>(element, PredictionJson.Read, out problem);

    /// <summary>Reads the graph of who waits for whom; members beside it are ignored.</summary>
    public static WorkGraph? ReadWorkGraph(JsonElement element, out FleetProblem? problem) =>
        Reading.Of<WorkGraph>(element, WorkGraphJson.Read, out problem);

    /// <summary>Writes what a patch says as the body of a request.</summary>
    public static void WriteAgentPatch(Utf8JsonWriter writer, AgentPatch patch) => AgentJson.WritePatch(writer, patch);
}
