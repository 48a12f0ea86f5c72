namespace Cadre.Streams;

/// <summary>What every engine accepts, and the checks that hold it.</summary>
static class LogLimits
{
    public const int MaxStreamNameLength = 200;
    public const int MaxKeyLength = 1_000;
    public const int MaxEventBytes = 16 * 1024 * 1024;
    public const int MaxSnapshotBytes = 1_000_000_000;

    public static void CheckName(string stream)
    {
        ArgumentException.ThrowIfNullOrEmpty(stream);
        if (stream.Length > MaxStreamNameLength)
            throw new ArgumentException($"a stream name has at most {MaxStreamNameLength} characters, got {stream.Length}", nameof(stream));
    }

    public static InvalidOperationException NotOpened(string stream) =>
        new($"the stream '{stream}' was not opened: call {nameof(IEventLog.OpenStreamAsync)} first");

    public static void CheckKnown(long knownSequence, LogHead head, string stream)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(knownSequence);
        if (knownSequence > head.Sequence)
            throw new ArgumentOutOfRangeException(
                nameof(knownSequence), knownSequence, $"'{stream}' ends at {head.Sequence}: the caller is ahead of the log");
        CheckRetained(knownSequence, head, stream);
    }

    public static void CheckRetained(long after, LogHead head, string stream)
    {
        if (after < head.Oldest - 1) throw new CursorCompactedException(stream, after, head.Oldest);
    }

    public static void CheckAppend(LogAppend append)
    {
        foreach (var data in append.Events)
            if (data.Length > MaxEventBytes)
                throw new ArgumentException($"an event has at most {MaxEventBytes} bytes, got {data.Length}");
        foreach (var (key, _) in append.Answers)
            if (string.IsNullOrEmpty(key) || key.Length > MaxKeyLength)
                throw new ArgumentException($"an answer's key has 1 to {MaxKeyLength} characters, got {key?.Length ?? 0}");
    }

    public static void CheckSnapshot(LogSnapshot snapshot, LogHead head)
    {
        if (snapshot.Sequence > head.Sequence || snapshot.Sequence < head.Oldest - 1)
            throw new ArgumentOutOfRangeException(
                nameof(snapshot), snapshot.Sequence, $"expected a sequence from {head.Oldest - 1} to {head.Sequence}");
        if (snapshot.Data.Length > MaxSnapshotBytes)
            throw new ArgumentException($"a snapshot has at most {MaxSnapshotBytes} bytes, got {snapshot.Data.Length}", nameof(snapshot));
    }
}
