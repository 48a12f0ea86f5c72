using System.Text.Json;

namespace Cadre.Fleet;

/// <summary>Questions that agents cannot, or would rather not, go on without.</summary>
internal static class BlockerMessages
{
    /// <summary>The agent goes on while it waits for an answer to such a question.</summary>
    private const string NotBlocking = "ASYNC";

    public static MessageReading Read(string type, JsonElement message)
    {
        var source = message.Member("blocker") is { ValueKind: JsonValueKind.Object } blocker ? blocker : message;
        if (!TryTime(type, source, message, out var text, out var stamp))
            return MessageReader.NoTime(source.Member(TimeMember(type)) ?? message.Member("timestamp"));
        var agent = ActivityMessages.TextOf(source, "agent_id");
        if (agent is null && type is not MessageTypes.BlockerResolved)
            return MessageReader.Refused(ReadingProblems.Missing(LooseValues.AgentId.Expected).Under("agent_id"));
        var item = ActivityMessages.Item(source, text, type, agent, Words(type, source));
        var effect = agent is null ? null : EffectOn(AgentId.Trusted(agent), type, source, stamp);
        return item is MessageReading.Proposals { Events: [var activity] } && effect is not null ? MessageReader.Proposals(effect, activity) : item;
    }

    private static FleetEvent? EffectOn(AgentId agent, string type, JsonElement source, long stamp)
    {
        if (type is not MessageTypes.BlockerCreated) return new AgentUnblocked(agent, stamp);
        return ActivityMessages.TextOf(source, "blocker_type") is NotBlocking
            ? null
            : new AgentUpdated(agent, new() { Status = AgentStatus.Blocked, Blocker = Question(source) ?? "waits for an answer" }, stamp);
    }

    private static string Words(string type, JsonElement source) => type switch
    {
        MessageTypes.BlockerCreated => $"asks: {Question(source) ?? "(no question given)"}",
        MessageTypes.BlockerExpired => $"got no answer to: {Question(source) ?? Named(source)}",
        MessageTypes.BlockerResolved when ActivityMessages.TextOf(source, "answer") is { } answer => $"{Named(source)} answered: {answer}",
        MessageTypes.BlockerResolved => $"{Named(source)} resolved",
        _ => ActivityMessages.TextOf(source, "task_id") is { } task ? $"resumed task #{task}" : "resumed work",
    };

    private static string Named(JsonElement source) => ActivityMessages.TextOf(source, "blocker_id") is { } id ? $"blocker #{id}" : "a blocker";

    private static string? Question(JsonElement source) => ActivityMessages.TextOf(source, "question");

    private static bool TryTime(string type, JsonElement source, JsonElement message, out string text, out long stamp) =>
        ActivityMessages.TryTime(source, TimeMember(type), out text, out stamp) || ActivityMessages.TryTime(message, "timestamp", out text, out stamp);

    private static string TimeMember(string type) => type switch
    {
        MessageTypes.BlockerCreated => "created_at",
        MessageTypes.BlockerResolved => "resolved_at",
        MessageTypes.BlockerExpired => "expired_at",
        _ => "resumed_at",
    };
}
