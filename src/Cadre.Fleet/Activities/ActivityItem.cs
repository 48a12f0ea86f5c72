using System.Text.Json;

namespace Cadre.Fleet;

/// <summary>One line of the activity feed.</summary>
public sealed record ActivityItem
{
    /// <summary>When it happened, as the sender wrote it; ISO 8601 with milliseconds when Cadre wrote it.</summary>
    public required string Timestamp { get; init; }

    /// <summary>What kind of thing happened; one of <see cref="ActivityTypes"/> or any other word.</summary>
    public required string Type { get; init; }

    /// <summary>The agent's id, or <c>system</c>.</summary>
    public required string Agent { get; init; }

    /// <summary>What happened, for people.</summary>
    public required string Message { get; init; }

    /// <summary>What the sender told beside the message, as it was sent (a commit's paths, test counts); null when nothing.</summary>
    public JsonElement? Detail { get; init; }
}
