using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Cadre.Fleet;

/// <summary>The native JSON of the domain: camelCase, all statuses, complete. Also the form of logs and snapshots.</summary>
/// <remarks>Readers refuse what is not of the contract, and say what, which value and what would be right; they never throw on bad input.</remarks>
public static partial class FleetJson
{
    private static readonly JsonWriterOptions SnapshotWriting = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonDocumentOptions SnapshotReading = new() { MaxDepth = 256 };

    /// <summary>Writes the data of an event (not its type) as a JSON object.</summary>
    public static void WriteEventData(Utf8JsonWriter writer, FleetEvent e) => EventWriter.Write(writer, e);

    /// <summary>Reads an event by its type and data.</summary>
    /// <returns>The event, or null with <paramref name="problem"/> set.</returns>
    public static FleetEvent? ReadEvent(string type, JsonElement data, out FleetProblem? problem) =>
        Reading.Of(data, (JsonElement element, out FleetEvent value) => EventReader.Read(type, element, out value), out problem);

    /// <summary>Writes the complete state as UTF-8 JSON for a snapshot.</summary>
    public static byte[] SerializeState(FleetState state) 
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, SnapshotWriting)) StateJson.WriteSnapshot(writer, state);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads a snapshot.</summary>
    /// <exception cref="JsonException">The bytes are not a snapshot; the message says where.</exception>
    public static FleetState DeserializeState(ReadOnlySpan<byte> utf8) 
    {
        var snapshot = JsonElement.Parse(utf8, SnapshotReading);
        return Reading.Of<FleetState>(snapshot, StateJson.Read, out var problem) ?? throw new JsonException($"The snapshot cannot be read: {problem!.Detail}");
    }

    /// <summary>Writes the state object of the API: agents, tasks, activity, progress, claims.</summary>
    public static void WriteState(Utf8JsonWriter writer, FleetState state) => StateJson.Write(writer, state);

    /// <summary>Reads the state object of the API.</summary>
    public static bool TryReadState(JsonElement element, [NotNullWhen(true)] out FleetState? state)
    {
        state = Reading.Of<FleetState>(element, StateJson.Read, out _);
        return state is not null;
    }

    /// <summary>Writes an agent.</summary>
    public static void WriteAgent(Utf8JsonWriter writer, Agent agent) => AgentJson.Write(writer, agent);

    /// <summary>Writes a task.</summary>
    public static void WriteTask(Utf8JsonWriter writer, FleetTask task) => TaskJson.Write(writer, task);

    /// <summary>Writes an activity item.</summary>
    public static void WriteActivity(Utf8JsonWriter writer, ActivityItem item) => ActivityJson.Write(writer, item);

    /// <summary>Writes the progress, or null.</summary>
    public static void WriteProgress(Utf8JsonWriter writer, ProjectProgress? progress) => ProgressJson.Write(writer, progress);

    /// <summary>Writes a claim.</summary>
    public static void WriteClaim(Utf8JsonWriter writer, Claim claim) => ClaimJson.Write(writer, claim);

    /// <summary>Writes code, detail, pointer, value, allowed, expected, didYouMean and extras, as far as present, into an object that is open already.</summary>
    public static void WriteProblemMembers(Utf8JsonWriter writer, FleetProblem problem) => ProblemJson.WriteMembers(writer, problem);

    /// <summary>Reads the body that creates an agent: a partial agent with an id. Timestamp 0 when the body has none.</summary>
    public static AgentCreated? ReadAgentCreation(JsonElement body, out FleetProblem? problem) =>
        Reading.Of<Agent>(body, AgentJson.Read, out problem) is { } agent ? new(agent) : null;

    /// <summary>Reads the body that changes an agent; id, version and timestamp are ignored.</summary>
    public static AgentPatch? ReadAgentPatch(JsonElement body, out FleetProblem? problem) => Reading.Of<AgentPatch>(body, AgentJson.ReadPatch, out problem);

    /// <summary>Reads the body that creates a task: <c>{id?, title, blockedBy?}</c>. Id 0 when the body has none.</summary>
    public static TaskCreated? ReadTaskCreation(JsonElement body, out FleetProblem? problem) => Reading.Of(body, NativeBodies.TaskCreation, out problem);

    /// <summary>Reads the body that changes a task: <c>{title?, status?, progress?}</c>.</summary>
    public static TaskPatch? ReadTaskPatch(JsonElement body, out FleetProblem? problem) => Reading.Of<TaskPatch>(body, TaskJson.ReadPatch, out problem);

    /// <summary>Reads the body that assigns a task: <c>{agentId}</c>.</summary>
    public static TaskAssigned? ReadTaskAssignment(TaskId task, JsonElement body, out FleetProblem? problem) =>
        Reading.Of(body, NativeBodies.TaskAssignment(task), out problem);

    /// <summary>Reads the body that blocks a task: <c>{blockedBy[]}</c>.</summary>
    public static TaskBlocked? ReadTaskBlock(TaskId task, JsonElement body, out FleetProblem? problem) =>
        Reading.Of(body, NativeBodies.TaskBlock(task), out problem);

    /// <summary>Reads the body that adds activity: <c>{type?, agent?, message}</c>, stamped with <paramref name="now"/>.</summary>
    public static ActivityAdded? ReadActivityBody(JsonElement body, long now, out FleetProblem? problem) =>
        Reading.Of(body, NativeBodies.Activity(now), out problem);

    /// <summary>Reads the body that acquires a claim: <c>{agentId, resource, mode?, ttlSeconds?, note?}</c>, lasting from <paramref name="now"/>.</summary>
    public static ClaimAcquired? ReadClaimBody(JsonElement body, long now, out FleetProblem? problem) =>
        Reading.Of(body, NativeBodies.ClaimAcquisition(now), out problem);

    /// <summary>Reads the body that renews a claim: <c>{ttlSeconds?}</c>, lasting from <paramref name="now"/>.</summary>
    public static ClaimRenewed? ReadClaimRenewal(ClaimId claim, JsonElement body, long now, out FleetProblem? problem) =>
        Reading.Of(body, NativeBodies.ClaimRenewal(claim, now), out problem);
}
