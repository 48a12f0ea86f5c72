namespace Cadre.Streams;

/// <summary>What a decision is based on: the stream as it stands while it is locked.</summary>
/// <param name="Sequence">The last sequence; appended events follow it.</param>
/// <param name="Time">When the last event was accepted, Unix milliseconds; what is appended is stamped with at least this.</param>
/// <param name="Missed">Every event after the sequence the caller knew, in order.</param>
/// <param name="Answers">The recorded, unexpired answers among the keys asked for.</param>
public sealed record LogTransaction(
    long Sequence, long Time, IReadOnlyList<LogEvent> Missed, IReadOnlyDictionary<string, RecordedAnswer> Answers);
