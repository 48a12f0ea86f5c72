using Cadre.Fleet.Tests.State;

namespace Cadre.Fleet.Tests.Predictions;

/// <summary>What is predicted of a fleet at <see cref="Given.Now"/>.</summary>
internal static class Predicted
{
    public static Prediction[] In(FleetState state) => [.. ConflictPredictor.Predict(state, Given.Now)];

    public static Prediction[] Of(string kind, FleetState state) => [.. In(state).Where(prediction => prediction.Kind == kind)];

    /// <summary>The only prediction, whatever its kind: what a fleet with one trouble should give.</summary>
    public static Prediction Only(FleetState state) => In(state).ShouldHaveSingleItem();

    /// <summary>A suggested request in one line.</summary>
    public static string[] Requests(this Prediction prediction) =>
        [.. prediction.SuggestedActions.Select(action => $"{action.Method} {action.Path} {action.Body?.GetRawText()}".TrimEnd())];

    public static long[] TaskNumbers(this Prediction prediction) => [.. prediction.Tasks.Select(task => task.Value)];
}
