namespace Cadre.Streams;

/// <summary>The state after the event <paramref name="Sequence"/>, as the caller encodes it.</summary>
/// <param name="Sequence">The last event the state includes.</param>
/// <param name="Time">When that event was accepted, Unix milliseconds.</param>
/// <param name="Data">The state; at most 1 GB.</param>
public sealed record LogSnapshot(long Sequence, long Time, ReadOnlyMemory<byte> Data);
