using Cadre.Client;
using Cadre.Dashboard.Actions.Undoing;
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
        var before = session.Store.State?.State;
        await session.Client.MutateAsync(session.Store.Actions.Apply, action, cancellationToken: cancellationToken);
        // What was settled goes before the button can be pressed again.
        await session.Client.InvalidateAsync(predictions);
        return new ActionDone($"{action.Label}: done.", UndoOf(action, before));
    })
    {
        Mark = static form => MarkOf(form.Need("label")),
    };

    /// <summary>What the state of a prediction calls one of its actions.</summary>
    public static string MarkOf(string label) => $"apply {label}";

    private static Undo? UndoOf(SuggestedAction action, FleetState? before) => action switch
    {
        { Method: "PATCH", TaskId: null, AgentId: { } agent } => before?.Agents.Find(agent) is { } was ? AgentUndo.Of(was, was.Version + 1) : null,
        { Method: "DELETE", AgentId: { } agent } => RetirementUndo.Of(before, agent),
        { Method: "POST", TaskId: { } task, AgentId: { } agent } when action.Path.EndsWith("/assign", StringComparison.Ordinal) => AssignmentUndo.Of(before, task, agent),
        { TaskId: { } task } => before?.Tasks.Find(task) is { } was ? TaskUndo.OfWaiting(was) : null,
        _ => null,
    };

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
