
namespace Cadre.Fleet.Tests.State;

/// <summary>Fleets as tests need them, in the order given, without going through events.</summary>
internal static class Given
{
    public const long Now = 1_767_225_600_000;

    public static FleetState StateOf(ImmutableArray<Agent> agents, params ImmutableArray<FleetTask> tasks) => FleetState.Empty.Holding(agents, tasks, []);

    public static FleetState StateOf(params ImmutableArray<FleetTask> tasks) => StateOf([], tasks);

    public static Agent Agent(
        string id,
        AgentStatus status = AgentStatus.Idle,
        string type = "backend-worker",
        long? workingOn = null,
        string? blocker = null,
        double risk = 0,
        long silentFor = 0,
        ImmutableArray<string>? dependencies = null,
        ImmutableArray<string>? delayed = null,
        ImmutableArray<string>? heldUp = null) => new()
        {
            Id = AgentId.Trusted(id),
            Status = status,
            Type = type,
            CurrentTask = workingOn is { } task ? new(new(task), $"Task {task}") : null,
            Blocker = blocker,
            RiskScore = risk,
            Dependencies = dependencies ?? [],
            DelayedOutputs = delayed ?? [],
            BlockedTasks = heldUp ?? [],
            Timestamp = Now - silentFor,
            Version = 1,
        };

    public static FleetTask Task(
        long id, FleetTaskStatus status = FleetTaskStatus.Pending, string? agent = null, ImmutableArray<long>? blockedBy = null, double? progress = null) => new()
        {
            Id = new(id),
            Title = $"Task {id}",
            Status = status,
            AgentId = agent is null ? null : AgentId.Trusted(agent),
            BlockedBy = [.. (blockedBy ?? []).Select(blocker => new TaskId(blocker))],
            Progress = progress,
            Timestamp = Now,
            Version = 1,
        };

    public static FleetTask Blocked(long id, ImmutableArray<long> by, string? agent = null) => Task(id, FleetTaskStatus.Blocked, agent, by);
}
