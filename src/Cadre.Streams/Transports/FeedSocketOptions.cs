namespace Cadre.Streams;

/// <summary>How a <see cref="FeedSocket"/> talks to its client.</summary>
public sealed class FeedSocketOptions
{
    /// <summary>The largest message a client may send, in bytes; a larger one closes the connection with status 1009.</summary>
    /// <value>64 KiB by default.</value>
    public int MaxMessageBytes { get; init; } = 64 * 1024;

    /// <summary>How often <see cref="Heartbeat"/> is sent.</summary>
    /// <value>15 s by default.</value>
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a message may take to leave before the connection is broken off.</summary>
    /// <value>60 s by default.</value>
    public TimeSpan SlowReaderTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Makes the heartbeat message from where each subscription stands.</summary>
    /// <value>None is sent by default.</value>
    public Func<IReadOnlyDictionary<string, Cursor>, ReadOnlyMemory<byte>>? Heartbeat { get; init; }

    /// <summary>
    /// Makes the last message before the connection is closed because a subscription (its key is given, null for the connection as a whole)
    /// ended for a reason.
    /// </summary>
    /// <value>None is sent by default.</value>
    public Func<string?, string, ReadOnlyMemory<byte>>? End { get; init; }
}
