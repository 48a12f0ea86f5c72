using System.Collections.Immutable;
using Cadre.Fleet;

namespace Cadre.Dashboard.Components.Work;

/// <summary>The tasks of one status that a column shows, and how many there are. Equal columns look the same, so that they are drawn once. Immutable.</summary>
/// <param name="Ids">Those that are shown, most relevant first.</param>
/// <param name="Total">How many match in all.</param>
public sealed record BoardColumn(ImmutableArray<long> Ids, int Total)
{
    /// <summary>How many cards a column of the board has at most.</summary>
    internal const int Most = 40;

    /// <summary>How many cards a column alone has at most.</summary>
    internal const int MostAlone = 500;

    internal static ImmutableArray<FleetTaskStatus> Statuses { get; } =
        [FleetTaskStatus.Pending, FleetTaskStatus.InProgress, FleetTaskStatus.Blocked, FleetTaskStatus.Completed, FleetTaskStatus.Failed];

    /// <summary>Takes the column out of all tasks.</summary>
    /// <remarks>The order does not depend on what changes often, so that a report of progress moves no card.</remarks>
    internal static BoardColumn Of(IReadOnlyCollection<FleetTask> tasks, FleetTaskStatus status, WorkFilter filter, int most)
    {
        var matching = tasks.Where(task => task.Status == status && filter.Matches(task)).ToList();
        var ordered = status switch
        {
            FleetTaskStatus.Pending => ReadyFirst(matching, tasks),
            FleetTaskStatus.Completed or FleetTaskStatus.Failed => matching.OrderByDescending(static task => task.Timestamp).ThenByDescending(static task => task.Id.Value),
            _ => matching.OrderByDescending(static task => task.Id.Value),
        };
        return new BoardColumn([.. ordered.Take(most).Select(static task => task.Id.Value)], matching.Count);
    }

    public bool Equals(BoardColumn? other) => other is not null && Total == other.Total && Ids.AsSpan().SequenceEqual(other.Ids.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Total, Ids.Length);

    // What can begin now, in the order of its numbers: that is the queue.
    private static IEnumerable<FleetTask> ReadyFirst(List<FleetTask> pending, IEnumerable<FleetTask> all)
    {
        if (pending.TrueForAll(static task => task.BlockedBy.IsEmpty)) return pending.OrderBy(static task => task.Id.Value);
        var done = all.Where(static task => task.Status is FleetTaskStatus.Completed).Select(static task => task.Id).ToHashSet();
        return pending.OrderBy(task => task.BlockedBy.All(done.Contains) ? 0 : 1).ThenBy(static task => task.Id.Value);
    }
}
