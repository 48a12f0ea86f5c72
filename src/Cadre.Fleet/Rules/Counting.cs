namespace Cadre.Fleet;

/// <summary>Keeps the project's progress in step with its tasks: whoever changes how many there are or are completed, reports the new count.</summary>
internal static class Counting
{
    /// <summary>Accepts a fact about a task that is new (<paramref name="known"/> is null) or changes its status, and what follows for the progress.</summary>
    public static Decision Accept(FleetState state, FleetTask? known, FleetTaskStatus status, params ReadOnlySpan<FleetEvent> events) =>
        Change(state, known, status) is { } progress ? Answers.Accept([.. events, new ProgressUpdated(progress)]) : Answers.Accept(events);

    private static ProjectProgress? Change(FleetState state, FleetTask? known, FleetTaskStatus status)
    {
        var completed = (status is FleetTaskStatus.Completed ? 1 : 0) - (known?.Status is FleetTaskStatus.Completed ? 1 : 0);
        var added = known is null ? 1 : 0;
        if ((completed, added) is (0, 0)) return null;
        var progress = ProjectProgress.Of(state.TaskIndex.Completed + completed, state.Tasks.Count + added);
        return progress == state.Progress ? null : progress;
    }
}
