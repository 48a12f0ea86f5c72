using System.Buffers;
using System.Text.Json;

namespace Cadre.Fleet;

/// <summary>Reads flat messages that came to a hub: as the contract's clients do, plus what their twelve actions have no place for.</summary>
internal static class MessageReader
{
    private const int SmallAction = 512;

    public static MessageReading Read(JsonElement message, int projectId)
    {
        try
        {
            return ReadWellFormed(message, projectId);
        }
        catch (InvalidOperationException)
        {
            return new MessageReading.Refused(ReadingProblems.BrokenText);
        }
    }

    private static MessageReading ReadWellFormed(JsonElement message, int projectId)
    {
        if (message.ValueKind is not JsonValueKind.Object) return Refused(ReadingProblems.Expected("an object", message));
        if (message.Member("type") is not { } typeMember) return Refused(ReadingProblems.Missing("a message type").Under("type"));
        if (typeMember.ValueKind is not JsonValueKind.String) return Refused(ReadingProblems.Expected("a message type as text", typeMember).Under("type"));
        if (ActionMapper.IsOfAnotherProject(message, projectId))
            return new MessageReading.Dropped($"the message is for project {message.Member("project_id")!.Value.GetRawText()}, not for {projectId}");
        var type = typeMember.GetString()!;
        return type switch
        {
            MessageTypes.BlockerCreated or MessageTypes.BlockerResolved or MessageTypes.BlockerExpired or MessageTypes.AgentResumed =>
                BlockerMessages.Read(type, message),
            MessageTypes.ActivityUpdate or MessageTypes.TestResult or MessageTypes.CommitCreated or MessageTypes.CorrectionAttempt =>
                ActivityMessages.Read(type, message),
            _ when !MessageTypes.All.Contains(type) => new MessageReading.Dropped(UnknownType(type)),
            _ => ReadMapped(type, message, projectId),
        };
    }

    private static MessageReading ReadMapped(string type, JsonElement message, int projectId)
    {
        if (type != MessageTypes.ProgressUpdate && !ActivityMessages.TryTime(message, "timestamp", out _, out _))
            return NoTime(message.Member("timestamp"));
        if (ActionReader.Read(Mapped(message, projectId), out var e) is { } problem) return Refused(problem with { Pointer = MessagePointers.OfAction(problem.Pointer) });
        return e switch
        {
            AgentCreated created => WithExtras(message, created.Agent),
            AgentUpdated updated => WithExtras(message, updated),
            _ => Proposals(e),
        };
    }

    public static MessageReading Proposals(params ReadOnlySpan<FleetEvent> events) => new MessageReading.Proposals([.. events]);

    public static MessageReading Refused(FleetProblem problem) => new MessageReading.Refused(problem.Finished());

    public static MessageReading NoTime(JsonElement? timestamp) =>
        new MessageReading.Dropped($"the message has no usable timestamp: {(timestamp is { } given ? given.GetRawText() : "there is none")}");

    private static MessageReading WithExtras(JsonElement message, Agent agent)
    {
        var o = new ObjectReader(message);
        var patch = Extras(o, new());
        var type = string.IsNullOrWhiteSpace(agent.Type) ? AgentDefaults.Type : Aliases.AgentType(agent.Type);
        return o.Problem is { } problem ? Refused(problem) : Proposals(new AgentCreated(patch.ApplyTo(agent) with { Type = type }));
    }

    private static MessageReading WithExtras(JsonElement message, AgentUpdated updated)
    {
        var o = new ObjectReader(message);
        var patch = Extras(o, updated.Changes);
        return o.Problem is { } problem ? Refused(problem) : Proposals(updated with { Changes = patch });
    }

    /// <summary>Members that the contract's messages have no room for, under the names its entities use.</summary>
    private static AgentPatch Extras(ObjectReader o, AgentPatch patch) => patch with
    {
        Blocker = o.Optional("blocker", LooseValues.TextOrNull),
        ContextTokens = o.Optional("context_tokens", LooseValues.Count),
        TasksCompleted = o.Optional("tasks_completed", LooseValues.Count),
    };

    private static string UnknownType(string type) => Nearest.To(type, MessageTypes.All) is { } near
        ? $"unknown message type '{type}'; did you mean '{near}'?"
        : $"unknown message type '{type}'";

    private static JsonElement Mapped(JsonElement message, int projectId)
    {
        var buffer = new ArrayBufferWriter<byte>(SmallAction);
        using (var writer = new Utf8JsonWriter(buffer)) ActionMapper.TryWrite(writer, message, projectId);
        return JsonElement.Parse(buffer.WrittenSpan);
    }
}
