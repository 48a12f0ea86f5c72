namespace Cadre.Streams;

/// <summary>What a reader was handed.</summary>
public enum FeedBatchKind
{
    /// <summary>The next frames.</summary>
    Frames,

    /// <summary>One frame with a snapshot to start over from.</summary>
    Reset,

    /// <summary>Nothing new; tell the client that the connection is alive and where it stands.</summary>
    Heartbeat,

    /// <summary>The subscription is over; nothing follows.</summary>
    End,
}

/// <summary>The next thing for a reader to send.</summary>
/// <param name="Kind">Which of the members count.</param>
/// <param name="Cursor">Where the reader stands once it has sent this.</param>
/// <param name="Frames">The frames to send; shared with other readers.</param>
/// <param name="Reason">Why the subscription ended.</param>
public readonly record struct FeedBatch(FeedBatchKind Kind, Cursor Cursor, ReadOnlyMemory<Frame> Frames, string? Reason = null);
