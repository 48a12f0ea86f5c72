namespace Cadre.Streams;

/// <summary>What a decision appends: all of it or nothing.</summary>
public sealed class LogAppend
{
    /// <summary>Appends no event and records no answer.</summary>
    public static LogAppend Nothing { get; } = new();

    /// <summary>When the events were accepted, Unix milliseconds; raised to <see cref="LogTransaction.Time"/> if it is less.</summary>
    public long Time { get; init; }

    /// <summary>The events in order; each at most 16 MiB.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Events { get; init; } = [];

    /// <summary>Answers to record; a key recorded before is overwritten.</summary>
    public IReadOnlyList<(string Key, RecordedAnswer Answer)> Answers { get; init; } = [];

    internal bool IsEmpty => Events.Count == 0 && Answers.Count == 0;
}
