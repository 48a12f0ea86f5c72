namespace Cadre.Streams;

/// <summary>A durable commit.</summary>
/// <param name="Sequence">The stream's last sequence after it.</param>
/// <param name="Time">The time its events were stamped with, Unix milliseconds.</param>
public readonly record struct LogCommit(long Sequence, long Time);
