using Cadre.Fleet;
using Cadre.Live;
using Cadre.Query;

namespace Cadre.Client;

/// <summary>The keys of all queries about a fleet: a resource, then what of it. The one place where they are made.</summary>
public static class FleetKeys
{
    /// <summary>The whole state: <c>["fleet","state"]</c>.</summary>
    public static QueryKey State { get; } = ["fleet", "state"];

    /// <summary>Below it all single agents: <c>["agent"]</c>.</summary>
    public static QueryKey EveryAgent { get; } = ["agent"];

    /// <summary>Below it all lists of agents: <c>["agents","list"]</c>; also the list of all.</summary>
    public static QueryKey Agents { get; } = ["agents", "list"];

    /// <summary>Below it all single tasks: <c>["task"]</c>.</summary>
    public static QueryKey EveryTask { get; } = ["task"];

    /// <summary>Below it all lists of tasks: <c>["tasks","list"]</c>; also the list of all.</summary>
    public static QueryKey Tasks { get; } = ["tasks", "list"];

    /// <summary>The newest activity: <c>["activity","list"]</c>.</summary>
    public static QueryKey Activity { get; } = ["activity", "list"];

    /// <summary>How far the whole is: <c>["progress","summary"]</c>.</summary>
    public static QueryKey Progress { get; } = ["progress", "summary"];

    /// <summary>What is held: <c>["claims","list"]</c>.</summary>
    public static QueryKey Claims { get; } = ["claims", "list"];

    /// <summary>Who waits for whom: <c>["graph","work"]</c>.</summary>
    public static QueryKey Graph { get; } = ["graph", "work"];

    /// <summary>Conflicts that exist or may happen: <c>["conflicts","predictions"]</c>.</summary>
    public static QueryKey Predictions { get; } = ["conflicts", "predictions"];

    /// <summary>Below it all that is read from the log: <c>["log"]</c>.</summary>
    public static QueryKey Log { get; } = ["log"];

    /// <summary>The ends of the log: <c>["log","range"]</c>.</summary>
    public static QueryKey LogRange { get; } = [.. Log, "range"];

    /// <summary>The newest events: <c>["log","recent"]</c>.</summary>
    public static QueryKey RecentEvents { get; } = [.. Log, "recent"];

    /// <summary>How far the whole was: <c>["log","progress"]</c>.</summary>
    public static QueryKey ProgressHistory { get; } = [.. Log, "progress"];

    /// <summary>All that a write can change: below each of these keys queries are to be fetched again where no stream brings the change.</summary>
    public static IReadOnlyList<QueryKey> Everything { get; } = [State, EveryAgent, Agents, EveryTask, Tasks, Activity, Progress, Claims, Graph, Predictions, Log];

    /// <summary>One agent: <c>["agent", id]</c>.</summary>
    public static QueryKey Agent(AgentId id) => [.. EveryAgent, id.Value];

    /// <summary>One task: <c>["task", id]</c>.</summary>
    public static QueryKey Task(TaskId id) => [.. EveryTask, id.Value];

    /// <summary>A list of agents: <c>["agents","list"]</c>, and behind it what the filter says.</summary>
    public static QueryKey AgentList(AgentFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return filter == AgentFilter.All ? Agents : [.. Agents, Said(filter.Parameters)];
    }

    /// <summary>A list of tasks: <c>["tasks","list"]</c>, and behind it what the filter says.</summary>
    public static QueryKey TaskList(TaskFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return filter == TaskFilter.All ? Tasks : [.. Tasks, Said(filter.Parameters)];
    }

    /// <summary>The log backwards: <c>["log","events"]</c>, and behind it what the filter says and where it begins.</summary>
    public static QueryKey Events(EventFilter filter, StreamCursor? before = null)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return [.. Log, "events", Said([.. filter.Parameters, ("before", before?.ToString())])];
    }

    /// <summary>The state as it was: <c>["fleet","past", at]</c>; below it the parts of it.</summary>
    public static QueryKey Past(string at) => ["fleet", "past", at];

    private static Dictionary<string, object?> Said(IEnumerable<(string Name, object? Value)> parameters) =>
        parameters.Where(parameter => parameter.Value is not null).ToDictionary(parameter => parameter.Name, parameter => parameter.Value);
}
