namespace Cadre.Streams;

/// <summary>What a feed no longer holds in memory, in the feed's format. Called concurrently by many readers.</summary>
public interface IFeedHistory
{
    /// <summary>The first sequence that can still be read; head + 1 when no event is retained.</summary>
    long Oldest { get; }

    /// <summary>
    /// The frames after <paramref name="after"/> up to and including <paramref name="upTo"/>, in order; events that do not exist in this
    /// format may be left out.
    /// </summary>
    /// <exception cref="CursorCompactedException">They are no longer retained: the reader is reset.</exception>
    /// <exception cref="LogUnavailableException">They cannot be read now: the subscription ends with <see cref="FeedEndReasons.Unavailable"/>.</exception>
    IAsyncEnumerable<Frame> ReadAsync(long after, long upTo, CancellationToken cancellationToken);

    /// <summary>
    /// The frame that tells a reader to start over from the snapshot inside it; <see cref="Frame.Sequence"/> is where the tail continues.
    /// </summary>
    ValueTask<Frame> ResetAsync(ResetReason reason, CancellationToken cancellationToken);
}
