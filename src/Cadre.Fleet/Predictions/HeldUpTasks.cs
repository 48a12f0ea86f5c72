using System.Collections.Immutable;
using System.Globalization;

namespace Cadre.Fleet;

/// <summary>The unfinished tasks that cannot go on before some other tasks are done.</summary>
/// <param name="Directly">Those that name one of them as a blocker, by id.</param>
/// <param name="Count">These and the ones behind them; counting ends at <see cref="MostCounted"/>.</param>
internal readonly record struct HeldUpTasks(ImmutableArray<FleetTask> Directly, int Count)
{
    /// <summary>No risk rises any more by more tasks than these, and a plan may have 100,000.</summary>
    public const int MostCounted = 100;

    public bool Any => !Directly.IsEmpty;

    public double Weight => Risks.Each(Risks.TaskHeldUp, Count);

    /// <summary>The reason as a list of none or one.</summary>
    public IEnumerable<string> Reason => Any ? [Text] : [];

    private string Text
    {
        get
        {
            var direct = $"{Wording.Wait(Directly.Length, "task")} for it: {Wording.Names(Directly.Select(task => task.Id))}";
            if (Count == Directly.Length) return direct;
            return $"{direct}; {(Count < MostCounted ? "" : "at least ")}{Count.ToString(CultureInfo.InvariantCulture)} with those behind them";
        }
    }

    /// <summary>The tasks that wait for some tasks. Those that wait in a circle with them do not count: the circle is a trouble of its own.</summary>
    public static HeldUpTasks By(IReadOnlyCollection<FleetTask> tasks, FleetState state, Circles circles)
    {
        if (!tasks.Any(task => CompletionCascade.Dependents(state, task.Id).Any())) return new([], 0);
        var seen = tasks.Select(task => task.Id).ToHashSet();
        var queue = new Queue<FleetTask>();
        foreach (var task in tasks) Enqueue(task);
        var directly = queue.OrderBy(task => task.Id.Value).ToImmutableArray();
        var count = directly.Length;
        while (count < MostCounted && queue.TryDequeue(out var task)) count += Enqueue(task);
        return new(directly, Math.Min(count, Math.Max(MostCounted, directly.Length)));

        int Enqueue(FleetTask blocker)
        {
            var before = queue.Count;
            foreach (var dependent in CompletionCascade.Dependents(state, blocker.Id))
            {
                if (dependent.IsUnfinished() && !circles.Join(blocker.Id, dependent.Id) && seen.Add(dependent.Id)) queue.Enqueue(dependent);
            }
            return queue.Count - before;
        }
    }
}
