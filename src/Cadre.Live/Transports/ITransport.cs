namespace Cadre.Live;

/// <summary>A way to receive a stream. Implement it for streams of another kind than the native one.</summary>
public interface ITransport
{
    /// <summary>What it is called in states, such as <c>sse</c>.</summary>
    string Name { get; }

    /// <summary>Opens the stream behind a cursor; the frames come until the connection ends, is lost, or the token is cancelled.</summary>
    /// <remarks>
    /// The first frame is <see cref="StreamFrameKind.Opened"/>, as soon as bytes have come through, or a reset. Frames that are there already
    /// must be yielded without waiting: what comes in one go is applied in one go. Any other exception than those below is a lost connection.
    /// </remarks>
    /// <exception cref="StreamRefusedException">The server, or something before it, said no.</exception>
    /// <exception cref="TransportUnusableException">This kind of transport does not get through here.</exception>
    IAsyncEnumerable<StreamFrame> OpenAsync(StreamRequest request, CancellationToken cancellationToken);
}

/// <summary>Answers events page by page: how a client catches up while no stream can be held open.</summary>
public interface IEventPages
{
    /// <summary>The events behind a cursor that are there now.</summary>
    /// <exception cref="StreamRefusedException">The server, or something before it, said no.</exception>
    Task<EventPage> ReadAsync(StreamRequest request, CancellationToken cancellationToken);
}

/// <summary>What is asked of a server.</summary>
/// <param name="After">Behind which event to begin; null: with the next one.</param>
/// <param name="Token">The bearer token to show, if there is one.</param>
public sealed record StreamRequest(StreamCursor? After, string? Token = null);

/// <summary>A page of a stream: frames, the last of which says where the page ends.</summary>
/// <param name="Frames">Events, or a reset; then a heartbeat with the cursor to go on from.</param>
/// <param name="Cursor">Where to go on.</param>
/// <param name="More">Whether there is more right now.</param>
public sealed record EventPage(IReadOnlyList<StreamFrame> Frames, StreamCursor? Cursor, bool More);
