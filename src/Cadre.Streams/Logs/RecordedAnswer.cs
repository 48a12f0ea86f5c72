namespace Cadre.Streams;

/// <summary>The first answer to a command with an idempotency key, kept so that a repeat gets it again.</summary>
/// <param name="Data">The answer as the caller encodes it.</param>
/// <param name="ExpiresAt">When it is forgotten, Unix milliseconds.</param>
public readonly record struct RecordedAnswer(ReadOnlyMemory<byte> Data, long ExpiresAt);
