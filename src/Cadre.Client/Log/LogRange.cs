namespace Cadre.Client;

/// <summary>Which part of the log is kept. Immutable.</summary>
/// <param name="Oldest">The oldest event that is kept; null if none is.</param>
/// <param name="Newest">The newest event; null if none is kept.</param>
public sealed record LogRange(LogPoint? Oldest, LogPoint? Newest);

/// <summary>The place of an event.</summary>
/// <param name="Sequence">Its number.</param>
/// <param name="Time">When the hub accepted it, Unix milliseconds.</param>
public sealed record LogPoint(long Sequence, long Time);
