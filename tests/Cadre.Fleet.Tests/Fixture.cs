using System.Buffers;

namespace Cadre.Fleet.Tests;

/// <summary>Short ways to say what tests say often.</summary>
internal static class Fixture
{
    public const long T0 = 1_700_000_000_000;

    public static AgentId Id(string id) => AgentId.Parse(id);

    public static Agent Agent(string id, AgentStatus status = AgentStatus.Idle, long at = T0, int? onTask = null) => new()
    {
        Id = Id(id),
        Type = "backend-worker",
        Status = status,
        Timestamp = at,
        CurrentTask = onTask is { } task ? new(new(task), $"Task {task}") : null,
    };

    public static FleetTask Task(
        long id, FleetTaskStatus status = FleetTaskStatus.Pending, string? agent = null, long at = T0, params ReadOnlySpan<long> blockedBy) => new()
    {
        Id = new(id),
        Title = $"Task {id}",
        Status = status,
        AgentId = agent is null ? null : Id(agent),
        BlockedBy = Tasks(blockedBy),
        Timestamp = at,
    };

    public static ImmutableArray<TaskId> Tasks(params ReadOnlySpan<long> ids)
    {
        var builder = ImmutableArray.CreateBuilder<TaskId>(ids.Length);
        foreach (var id in ids) builder.Add(new(id));
        return builder.DrainToImmutable();
    }

    public static ActivityItem Activity(string message) =>
        new() { Timestamp = "2023-11-14T22:13:21.000Z", Type = "activity_update", Agent = "system", Message = message };

    public static FleetState State(params IEnumerable<FleetEvent> events) => events.Aggregate(FleetState.Empty, FleetReducer.Apply);

    public static FleetState State(ReadOnlySpan<Agent> agents, ReadOnlySpan<FleetTask> tasks) =>
        FleetReducer.Apply(FleetState.Empty, new FleetResynced([.. agents], [.. tasks], [], T0));

    public static DecisionContext At(long now, bool strict = true, long? expectedVersion = null, FleetLimits? limits = null) =>
        new(now, limits ?? FleetLimits.Default, expectedVersion, strict);

    public static ImmutableArray<FleetEvent> Accepted(this Decision decision) => decision.ShouldBeOfType<Decision.Accepted>().Events;

    public static FleetProblem Refused(this Decision decision) => decision.ShouldBeOfType<Decision.Refused>().Problem;

    public static string Ignored(this Decision decision) => decision.ShouldBeOfType<Decision.Ignored>().Reason;

    public static FleetState After(this FleetState state, Decision decision) => decision.Accepted().Aggregate(state, FleetReducer.Apply);

    public static JsonElement Json(string json) => JsonElement.Parse(json);

    public static JsonElement Json(Action<Utf8JsonWriter> write) => JsonElement.Parse(Bytes(write));

    public static string Text(Action<Utf8JsonWriter> write) => System.Text.Encoding.UTF8.GetString(Bytes(write));

    public static string NativeState(FleetState state) => System.Text.Encoding.UTF8.GetString(FleetJson.SerializeState(state));

    private static ReadOnlySpan<byte> Bytes(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer)) write(writer);
        return buffer.WrittenSpan;
    }
}
