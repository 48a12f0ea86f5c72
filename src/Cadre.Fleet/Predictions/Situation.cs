using System.Collections.Immutable;

namespace Cadre.Fleet;

/// <summary>What detectors look at: the state, and what follows from it, worked out once for all of them.</summary>
internal sealed class Situation
{
    private readonly AgentWaits _waits;
    private readonly RootCauses _roots;
    private readonly Lazy<ILookup<string, AgentId>> _dependingOn;
    private readonly Lazy<Dictionary<string, long>> _otherSigns;

    public Situation(FleetState state, long now)
    {
        (State, Now) = (state, now);
        Tasks = TaskWaits.Of(state);
        _waits = AgentWaits.Of(state, Unfinished);
        Work = new(state, Unfinished);
        Circles = new(Tasks, _waits);
        _roots = new(state, Work);
        _otherSigns = new(OtherSigns);
        _dependingOn = new(() => state.Agents
            .SelectMany(agent => agent.Dependencies.Distinct().Select(name => (name, agent.Id)))
            .OrderBy(pair => pair.Id.Value, StringComparer.Ordinal)
            .ToLookup(pair => pair.name, pair => pair.Id, StringComparer.Ordinal));
    }

    public FleetState State { get; }

    public long Now { get; }

    public TaskWaits Tasks { get; }

    /// <summary>The tasks that are not completed, by id.</summary>
    public FleetTask[] Unfinished => Tasks.Tasks;

    public Workload Work { get; }

    public Circles Circles { get; }

    /// <summary>The agents that wait for an agent, by id, but for those that wait in a circle with it.</summary>
    public ImmutableArray<AgentId> WaitingFor(AgentId agent) => [.. _waits.WaitingFor(agent).Where(other => other != agent && !Circles.Join(agent, other))];

    /// <summary>Why agents wait for each other, link by link around a circle.</summary>
    public IEnumerable<AgentWait> Around(AgentId[] circle) => _waits.Around(circle);

    /// <summary>The agents that name an agent or output among their dependencies, by id.</summary>
    public IEnumerable<AgentId> DependingOn(string name) => _dependingOn.Value[name];

    public HeldUpTasks HeldUpBy(params IReadOnlyCollection<FleetTask> tasks) => HeldUpTasks.By(tasks, State, Circles);

    public ImmutableArray<string> RootCausesOf(AgentId agent) => _roots.Of(agent);

    public ImmutableArray<string> RootCausesOf(TaskId task) => _roots.Of(task);

    /// <summary>The known agent that is expected to bring a task forward, or null.</summary>
    public Agent? HolderOf(FleetTask task) => task.Holder() is { } holder ? State.Agents.Find(holder) : null;

    /// <summary>For how long an agent neither reported nor took a step in its tasks.</summary>
    public TimeSpan SinceReportOf(Agent agent)
    {
        var heard = agent.Timestamp;
        foreach (var task in Work.HeldBy(agent.Id))
        {
            if (task.Status is FleetTaskStatus.InProgress) heard = Math.Max(heard, task.Timestamp);
        }
        return Since(heard);
    }

    /// <summary>For how long an agent neither told of anything nor claimed anything.</summary>
    public TimeSpan SinceOtherSignOf(Agent agent) => Since(_otherSigns.Value.GetValueOrDefault(agent.Id.Value));

    /// <summary>How long ago that was; zero for what a fast clock put into the future.</summary>
    public TimeSpan Since(long timestamp) => TimeSpan.FromMilliseconds(Math.Max(0, Now - timestamp));

    /// <summary>When agents last told of something or claimed something.</summary>
    private Dictionary<string, long> OtherSigns()
    {
        var signs = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var item in State.Activity) Note(item.Agent, JsDate.Parse(item.Timestamp) ?? 0);
        foreach (var claim in State.Claims) Note(claim.AgentId.Value, claim.AcquiredAt);
        return signs;

        void Note(string agent, long heard) => signs[agent] = Math.Max(heard, signs.GetValueOrDefault(agent));
    }
}
