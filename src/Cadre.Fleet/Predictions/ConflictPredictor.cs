using System.Collections.Immutable;
using System.Text.Json;

namespace Cadre.Fleet;

/// <summary>Predicts who is about to block whom.</summary>
public static class ConflictPredictor
{
    /// <summary>All predictions, highest risk first, then by id. Pure and deterministic; safe from any thread.</summary>
    /// <param name="state">The fleet.</param>
    /// <param name="now">The time to judge silence by, Unix milliseconds.</param>
    public static ImmutableArray<Prediction> Predict(FleetState state, long now) => throw new NotImplementedException();

    /// <summary>Writes one prediction as a JSON object.</summary>
    public static void WritePrediction(Utf8JsonWriter writer, Prediction prediction) => throw new NotImplementedException();
}
