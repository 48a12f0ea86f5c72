namespace Cadre.Streams;

/// <summary>One event as the log keeps it; the log does not interpret its bytes.</summary>
/// <param name="Sequence">From 1, ascending by 1 within a stream.</param>
/// <param name="Time">When it was accepted, Unix milliseconds; never less than that of the event before it.</param>
/// <param name="Data">The bytes as appended.</param>
public readonly record struct LogEvent(long Sequence, long Time, ReadOnlyMemory<byte> Data);
