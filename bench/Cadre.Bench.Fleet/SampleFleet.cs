using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Cadre.Fleet;

namespace Cadre.Bench.Fleet;

/// <summary>A fleet in full swing: every agent works on a task, a third of the other tasks waits for three that are being worked on.</summary>
internal sealed class SampleFleet
{
    public const long Start = 1_767_225_600_000;

    private const int BlockersEach = 3;

    private readonly int _agents;
    private readonly int _tasks;

    public SampleFleet(int agents, int tasks)
    {
        (_agents, _tasks) = (agents, tasks);
        var resync = new FleetResynced(
            [.. Enumerable.Range(0, agents).Select(MakeAgent)], [.. Enumerable.Range(1, tasks).Select(MakeTask)], [.. Enumerable.Range(0, 50).Select(MakeItem)], Start);
        State = FleetReducer.Apply(FleetState.Empty, resync);
    }

    public FleetState State { get; }

    /// <summary>What a hub sees: mostly reports of progress, a commit between, sometimes a task taken, blocked or completed.</summary>
    public ImmutableArray<FleetEvent> Mix(int count) => Make(count, (i, at) => (i % 10) switch
    {
        0 or 1 or 2 => Update(i, at),
        3 or 4 => Progress(i, at),
        5 or 6 => Commit(i, at),
        7 => Assign(i, at),
        8 => Complete(i, at),
        _ => Block(i, at),
    });

    public IEnumerable<(string Kind, ImmutableArray<FleetEvent> Events)> Kinds(int count) =>
    [
        ("agent.updated", Make(count, Update)),
        ("task.status_changed, progress", Make(count, Progress)),
        ("task.status_changed, completed", Make(Math.Min(count, _agents), Complete)),
        ("task.assigned", Make(count, Assign)),
        ("task.blocked", Make(count, Block)),
        ("activity.added", Make(count, Commit)),
        ("agent.created and agent.retired", Make(count, (i, at) => i % 2 == 0
            ? new AgentCreated(MakeAgent(_agents) with { Timestamp = at, CurrentTask = null })
            : new AgentRetired(Named(_agents), at))),
    ];

    private static ImmutableArray<FleetEvent> Make(int count, Func<int, long, FleetEvent> make) => [.. Enumerable.Range(0, count).Select(i => make(i, Start + 1 + i))];

    private AgentUpdated Update(int i, long at) => new(Named(i % _agents), new() { Status = AgentStatus.Running, Progress = i % 100 }, at);

    private TaskStatusChanged Progress(int i, long at) => new(new((i % _tasks) + 1), FleetTaskStatus.InProgress, i % 100, at);

    private TaskStatusChanged Complete(int i, long at) => new(new((i % _agents) + 1), FleetTaskStatus.Completed, 100, at);

    private TaskAssigned Assign(int i, long at) => new(new((i % _tasks) + 1), Named(i % _agents), "Next task", at);

    private TaskBlocked Block(int i, long at) => new(new(_tasks - (i % (_tasks / 2))), [new((i % _agents) + 1), new(((i + 1) % _agents) + 1)], at);

    private static ActivityAdded Commit(int i, long at) => new(MakeItem(i) with { Timestamp = DateTimeOffset.FromUnixTimeMilliseconds(at).ToString("O", CultureInfo.InvariantCulture) });

    private Agent MakeAgent(int i) => new()
    {
        Id = Named(i),
        Type = "backend-worker",
        Status = AgentStatus.Running,
        CurrentTask = new(new((i % _tasks) + 1), $"Task {i + 1}"),
        Dependencies = i % 5 == 0 ? [$"agent-{i + 1}"] : [],
        Timestamp = Start,
    };

    private FleetTask MakeTask(int id)
    {
        var isHeld = id <= _agents;
        var waits = !isHeld && id % 3 == 0;
        return new()
        {
            Id = new(id),
            Title = $"Task {id}",
            Status = isHeld ? FleetTaskStatus.InProgress : waits ? FleetTaskStatus.Blocked : FleetTaskStatus.Pending,
            AgentId = isHeld ? Named(id - 1) : null,
            BlockedBy = waits ? [.. Enumerable.Range(0, BlockersEach).Select(k => new TaskId(((id + k) % _agents) + 1))] : [],
            Timestamp = Start,
        };
    }

    private static ActivityItem MakeItem(int i) => new()
    {
        Timestamp = "2026-01-01T00:00:00.000Z",
        Type = "commit_created",
        Agent = "agent-1",
        Message = $"committed d55858b{i % 1000:000}: Fix it",
        Detail = JsonElement.Parse("""{"files_changed":["internal/cmd/handoff.go"]}"""),
    };

    private static AgentId Named(int i) => AgentId.Parse($"agent-{i}");
}
