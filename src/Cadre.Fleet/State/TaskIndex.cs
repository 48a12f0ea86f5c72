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
        var dependents = Linked(before?.BlockedBy ?? [], after.BlockedBy, after.Id.Value);
        var highest = Math.Max(HighestId, after.Id.Value);
        return completed == Completed && highest == HighestId && ReferenceEquals(dependents, Dependents)
            ? this
            : this with { Completed = completed, HighestId = highest, Dependents = dependents };
    }

    /// <summary>The index after a task left the blocked_by of all others.</summary>
    public TaskIndex WithoutBlocker(TaskId blocker)
    {
        if (!Dependents.TryGetValue(blocker, out var waiting)) return this;
        return this with
        {
            Dependents = waiting.Contains(blocker.Value) ? Dependents.SetItem(blocker, [blocker.Value]) : Dependents.Remove(blocker),
        };
    }

    private static long Count(FleetTask? task) => task?.Status is FleetTaskStatus.Completed ? 1 : 0;

    private ImmutableDictionary<TaskId, ImmutableSortedSet<long>> Linked(ImmutableArray<TaskId> before, ImmutableArray<TaskId> after, long task)
    {
        if (before == after) return Dependents;
        var dependents = Dependents.ToBuilder();
        foreach (var blocker in before)
        {
            if (after.Contains(blocker) || !dependents.TryGetValue(blocker, out var waiting)) continue;
            var rest = waiting.Remove(task);
            if (rest.IsEmpty) dependents.Remove(blocker);
            else dependents[blocker] = rest;
        }
        foreach (var blocker in after)
        {
            if (!before.Contains(blocker)) dependents[blocker] = dependents.GetValueOrDefault(blocker, []).Add(task);
        }
        return dependents.ToImmutable();
    }
}
