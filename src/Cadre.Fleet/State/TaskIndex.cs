using System.Collections.Immutable;

namespace Cadre.Fleet;

/// <summary>What follows from the tasks of a state: who waits for whom, how many are completed, the highest id.</summary>
internal sealed record TaskIndex
{
    public static TaskIndex Empty { get; } = new();

    /// <summary>The tasks that name a task in their blocked_by, by that task.</summary>
    public ImmutableDictionary<TaskId, ImmutableSortedSet<long>> Dependents { get; private init; } =
        ImmutableDictionary<TaskId, ImmutableSortedSet<long>>.Empty;

    public long Completed { get; private init; }

    public long HighestId { get; private init; }

    public static TaskIndex Of(EntityMap<TaskId, FleetTask> tasks)
    {
        var index = Empty;
        foreach (var task in tasks) index = index.Changed(null, task);
        return index;
    }

    public ImmutableSortedSet<long> DependentsOf(TaskId blocker) => Dependents.GetValueOrDefault(blocker, []);

    /// <summary>The index after a task was written; <paramref name="before"/> is null for a new task.</summary>
    public TaskIndex Changed(FleetTask? before, FleetTask after)
    {
        var completed = Completed + Count(after) - Count(before);
        var dependents = Dependents;
        if (before?.BlockedBy != after.BlockedBy)
        {
            foreach (var blocker in before?.BlockedBy ?? []) dependents = Without(dependents, blocker, after.Id);
            foreach (var blocker in after.BlockedBy) dependents = dependents.SetItem(blocker, dependents.GetValueOrDefault(blocker, []).Add(after.Id.Value));
        }
        var highest = Math.Max(HighestId, after.Id.Value);
        return completed == Completed && highest == HighestId && ReferenceEquals(dependents, Dependents)
            ? this
            : this with { Completed = completed, HighestId = highest, Dependents = dependents };
    }

    private static long Count(FleetTask? task) => task?.Status is FleetTaskStatus.Completed ? 1 : 0;

    private static ImmutableDictionary<TaskId, ImmutableSortedSet<long>> Without(
        ImmutableDictionary<TaskId, ImmutableSortedSet<long>> dependents, TaskId blocker, TaskId task)
    {
        if (!dependents.TryGetValue(blocker, out var waiting)) return dependents;
        var rest = waiting.Remove(task.Value);
        return rest.IsEmpty ? dependents.Remove(blocker) : dependents.SetItem(blocker, rest);
    }
}
