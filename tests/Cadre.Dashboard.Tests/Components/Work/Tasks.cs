using System.Collections.Immutable;
using Cadre.Fleet;

namespace Cadre.Dashboard.Tests.Components.Work;

/// <summary>Makes tasks.</summary>
internal static class Tasks
{
    public static FleetTask Task(long id, FleetTaskStatus status = FleetTaskStatus.Pending, params long[] blockedBy) => new()
    {
        Id = new TaskId(id),
        Title = $"Build part {id}",
        Status = status,
        Timestamp = 1,
        BlockedBy = [.. blockedBy.Select(blocker => new TaskId(blocker))],
    };

    public static FleetTask Waiting(long id, params long[] blockedBy) => Task(id, FleetTaskStatus.Blocked, blockedBy);

    public static WorkGraph GraphOf(params FleetTask[] tasks) =>
        WorkGraph.Of(tasks.Aggregate(FleetState.Empty, static (state, task) => FleetReducer.Apply(state, new TaskCreated(task))));
}
