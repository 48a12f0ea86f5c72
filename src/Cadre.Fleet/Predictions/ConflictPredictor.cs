using System.Collections.Immutable;
using System.Text.Json;

namespace Cadre.Fleet;

/// <summary>Predicts who is about to block whom.</summary>
public static class ConflictPredictor
{
    private static readonly ImmutableArray<IConflictDetector> Detectors =
    [
        new WaitForCycleDetector(), new BlockedAgentDetector(), new BlockedTaskDetector(), new DelayedOutputDetector(), new HighRiskDetector(),
        new StaleAgentDetector(), new OrphanedTaskDetector(), new OverloadDetector(),
    ];

    /// <summary>All predictions, highest risk first, then by id. Pure and deterministic; safe from any thread.</summary>
    /// <param name="state">The fleet.</param>
    /// <param name="now">The time to judge silence by, Unix milliseconds.</param>
    public static ImmutableArray<Prediction> Predict(FleetState state, long now)
    {
        var situation = new Situation(state, now);
        return
        [
            .. Detectors.SelectMany(detector => detector.Detect(situation))
                .Select(prediction => WithUnknownAgents(prediction, state))
                .OrderByDescending(prediction => prediction.Risk)
                .ThenBy(prediction => prediction.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>Tasks may be held by agents that nobody announced; whoever reads the prediction must not look for them.</summary>
    private static Prediction WithUnknownAgents(Prediction prediction, FleetState state)
    {
        var unknown = prediction.Agents.Where(agent => !state.Agents.ContainsKey(AgentId.Trusted(agent))).ToList();
        return unknown.Count == 0 ? prediction : prediction with { Reasons = [.. prediction.Reasons.Union(unknown.Select(Wording.Unknown))] };
    }

    /// <summary>Writes one prediction as a JSON object.</summary>
    public static void WritePrediction(Utf8JsonWriter writer, Prediction prediction) => PredictionJson.Write(writer, prediction);
}
