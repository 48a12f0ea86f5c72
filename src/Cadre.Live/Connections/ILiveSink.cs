namespace Cadre.Live;

/// <summary>Where a stream leads: something that keeps state and follows. It is called by one thread at a time.</summary>
public interface ILiveSink
{
    /// <summary>Takes over events, each exactly once and in order.</summary>
    /// <remarks>All that came in one go. What it throws is reported, and the events count as applied: see <see cref="LiveStreamOptions.Unhandled"/>.</remarks>
    void Apply(IReadOnlyList<LiveEvent> events);

    /// <summary>Starts over: gets a snapshot and takes it over.</summary>
    /// <remarks>
    /// The stream is open meanwhile, and what it brings is kept; afterwards the events behind the snapshot are applied, the others are not.
    /// If it fails, the connection is made again, and with it comes the next call. A call that is cancelled is followed by another one.
    /// </remarks>
    /// <param name="reset">Why, and the server's snapshot if it sent one.</param>
    /// <param name="cancellationToken">Cancelled when the connection is gone or another reset has come.</param>
    /// <returns>Where the snapshot stands; null: where the server said, or wherever the stream begins.</returns>
    Task<StreamCursor?> ResyncAsync(LiveReset reset, CancellationToken cancellationToken);

    /// <summary>Hears of an event that cannot be read and is therefore left out.</summary>
    void OnDropped(string reason, StreamCursor? cursor)
    {
    }
}
