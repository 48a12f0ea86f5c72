using System.Text.Json;

namespace Cadre.Fleet;

/// <summary>Messages about something that happened: who did it, in words, and everything else the sender told as detail.</summary>
internal static class ActivityMessages
{
    private const int LongestSubject = 200;

    private static readonly string[] CountNames = ["passed", "failed", "errors", "skipped"];

    public static MessageReading Read(string type, JsonElement message)
    {
        if (!TryTime(message, "timestamp", out var timestamp, out _)) return MessageReader.NoTime(message.Member("timestamp"));
        var word = type == MessageTypes.ActivityUpdate ? TextOf(message, "activity_type") ?? type : type;
        var agent = TextOf(message, "agent") ?? TextOf(message, "agent_id");
        return Item(message, timestamp, word, agent, TextOf(message, "message") ?? Words(type, word, message));
    }

    /// <summary>Reads a time as text to keep and as a stamp; both forms that senders use are understood.</summary>
    public static bool TryTime(JsonElement message, string name, out string text, out long stamp)
    {
        var given = message.Member(name);
        var time = JsValue.ToTime(given) is { } read && Math.Abs(read) < 1L << 53 ? Math.Floor(read) : 0;
        stamp = (long)time;
        text = given is { ValueKind: JsonValueKind.String } ? given.Value.GetString()! : Stamps.ToIso(stamp);
        return Stamps.IsUsable(stamp);
    }

    /// <summary>Makes the proposal; members that became no part of the item are its detail.</summary>
    public static MessageReading Item(JsonElement source, string timestamp, string type, string? agent, string words)
    {
        if (!MessageDetail.TryTake(source, out var detail))
            return MessageReader.Refused(ReadingProblems.Expected($"members nested at most {VerbatimJson.MaxDepth - 1} deep", source));
        return MessageReader.Proposals(new ActivityAdded(new()
        {
            Timestamp = timestamp,
            Type = type,
            Agent = agent ?? ActivityTypes.System,
            Message = words,
            Detail = detail,
        }));
    }

    /// <summary>The member as text if it has any; numbers count, for some senders number their agents.</summary>
    public static string? TextOf(JsonElement message, string name) => message.Member(name) switch
    {
        { ValueKind: JsonValueKind.String or JsonValueKind.Number } value when !string.IsNullOrWhiteSpace(JsValue.ToText(value)) => JsValue.ToText(value),
        _ => null,
    };

    private static string Words(string type, string word, JsonElement message) => type switch
    {
        MessageTypes.CommitCreated => Sentence("committed", TextOf(message, "commit_hash"), Subject(TextOf(message, "commit_message"))),
        MessageTypes.TestResult => Sentence("tests", null, Counts(message) ?? TextOf(message, "status")),
        MessageTypes.CorrectionAttempt => Sentence("correction attempt", Attempt(message), Subject(TextOf(message, "error_summary"))),
        _ => word.Replace('_', ' '),
    };

    private static string Sentence(string what, string? which, string? more)
    {
        var start = which is null ? what : $"{what} {which}";
        return more is null ? start : $"{start}: {more}";
    }

    private static string? Counts(JsonElement message)
    {
        var counts = CountNames
            .Select(name => (Name: name, Count: TextOf(message, name)))
            .Where(entry => entry.Count is not null && (entry.Count != "0" || entry.Name is "passed" or "failed"))
            .Select(entry => $"{entry.Count} {entry.Name}")
            .ToList();
        return counts.Count == 0 ? null : string.Join(", ", counts);
    }

    private static string? Attempt(JsonElement message)
    {
        var (number, most, status) = (TextOf(message, "attempt_number"), TextOf(message, "max_attempts"), TextOf(message, "status"));
        var attempt = number is null || most is null ? number : $"{number} of {most}";
        return attempt is null || status is null ? attempt ?? status : $"{attempt} {status}";
    }

    /// <summary>The first line, cut: the whole text is in the detail.</summary>
    private static string? Subject(string? text)
    {
        var line = text?.AsSpan().Trim().ToString().Split('\n', 2)[0].TrimEnd();
        return line?.Length > LongestSubject ? line[..LongestSubject] + "…" : line;
    }
}
