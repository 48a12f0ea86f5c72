using System.Collections.Immutable;

namespace Cadre.Fleet;

/// <summary>Chains of unfinished tasks, each waiting for the one before it.</summary>
internal static class TaskChains
{
    /// <summary>The longest chain; of several the one whose last task was created first. Tasks in a circle are never ready, so they and what waits for them are left out.</summary>
    public static ImmutableArray<TaskId> Longest(FleetState state)
    {
        var waitingFor = new Dictionary<TaskId, int>();
        var ready = new Queue<FleetTask>();
        foreach (var task in state.Tasks.Where(IsUnfinished))
        {
            var open = OpenBlockers(state, task).Count();
            waitingFor.Add(task.Id, open);
            if (open == 0) ready.Enqueue(task);
        }

        var length = new Dictionary<TaskId, int>();
        var before = new Dictionary<TaskId, TaskId>();
        while (ready.TryDequeue(out var task))
        {
            length.TryAdd(task.Id, 1);
            foreach (var dependent in CompletionCascade.Dependents(state, task.Id).Where(IsUnfinished))
            {
                if (length.GetValueOrDefault(dependent.Id) <= length[task.Id])
                {
                    length[dependent.Id] = length[task.Id] + 1;
                    before[dependent.Id] = task.Id;
                }
                if (--waitingFor[dependent.Id] == 0) ready.Enqueue(dependent);
            }
        }
        return Chain(state, length, before, waitingFor);
    }

    private static ImmutableArray<TaskId> Chain(
        FleetState state, Dictionary<TaskId, int> length, Dictionary<TaskId, TaskId> before, Dictionary<TaskId, int> waitingFor)
    {
        var finishable = state.Tasks.Where(task => waitingFor.TryGetValue(task.Id, out var open) && open == 0).ToList();
        if (finishable.Count == 0) return [];
        List<TaskId> chain = [finishable.MaxBy(task => length[task.Id])!.Id];
        while (before.TryGetValue(chain[^1], out var earlier)) chain.Add(earlier);
        chain.Reverse();
        return [.. chain];
    }

    private static bool IsUnfinished(FleetTask task) => task.Status is not FleetTaskStatus.Completed;

    private static IEnumerable<TaskId> OpenBlockers(FleetState state, FleetTask task) =>
        task.BlockedBy.Distinct().Where(id => state.Tasks.TryGetValue(id, out var blocker) && IsUnfinished(blocker));
}
