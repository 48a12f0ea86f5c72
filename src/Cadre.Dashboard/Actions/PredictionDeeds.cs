using Cadre.Client;
using Cadre.Dashboard.Sessions;
using Cadre.Fleet;

namespace Cadre.Dashboard.Actions;

/// <summary>What is done about predicted conflicts: only what the hub suggests for them right now.</summary>
internal static class PredictionDeeds
{
    public static FleetAction Apply { get; } = new("apply", "Do it", "Doing…", static form => Subjects.OfPrediction(form.Need("prediction")), async (session, form, cancellationToken) =>
    {
        var predictions = session.Store.Queries.Predictions;
        var action = Find((await session.Client.EnsureAsync(predictions, cancellationToken: cancellationToken)).Items, form);
        var before = action is { Method: "PATCH", AgentId: { } agent } ? session.Store.State?.State.Agents.Find(agent) : null;
        await session.Client.MutateAsync(session.Store.Actions.Apply, action, cancellationToken: cancellationToken);
        // What was settled goes before the button can be pressed again.
        await session.Client.InvalidateAsync(predictions);
        return new ActionDone($"{action.Label}: done.", before is null ? null : AgentDeeds.Back(before, before.Version + 1));
    })
    {
        Mark = static form => MarkOf(form.Need("label")),
    };

    /// <summary>What the state of a prediction calls one of its actions.</summary>
    public static string MarkOf(string label) => $"apply {label}";

    // By what stood on the page: a list that was made anew meanwhile may have another order.
    private static SuggestedAction Find(IEnumerable<Prediction> predictions, ActionForm form)
    {
        var (id, label) = (form.Need("prediction"), form.Need("label"));
        var prediction = predictions.FirstOrDefault(prediction => prediction.Id == id)
            ?? throw new ActionFormException("This conflict is no longer predicted, so nothing was sent.");
        return prediction.SuggestedActions.FirstOrDefault(action => action.Label == label)
            ?? throw new ActionFormException($"“{label}” is no longer suggested for this conflict: it changed meanwhile, so nothing was sent.");
    }
}
