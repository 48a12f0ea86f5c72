namespace Cadre.Streams;

/// <summary>Ordered, durable streams of events with the shape of a transaction, so that several nodes can write one stream.</summary>
/// <remarks>
/// <para>Safe for use from any thread. Every engine passes the same contract tests.</para>
/// <para>
/// A stream is created by <see cref="OpenStreamAsync"/>; open it before any other call names it (<see cref="InvalidOperationException"/> if
/// it does not exist).
/// Sequences start at 1 and ascend by 1 without gaps; times never decrease within a stream.
/// </para>
/// </remarks>
public interface IEventLog : IAsyncDisposable
{
    /// <summary>The engine and where it keeps its data, for people: <c>sqlite /data/cadre.db</c>.</summary>
    string Description { get; }

    /// <summary>Opens a stream, creating it with a new epoch and sequence 0 if it does not exist.</summary>
    /// <param name="stream">1-200 characters.</param>
    /// <param name="cancellationToken">Cancels the wait, not a creation that has begun.</param>
    ValueTask<LogHead> OpenStreamAsync(string stream, CancellationToken cancellationToken);

    /// <summary>The names of all streams that exist, in ordinal order.</summary>
    ValueTask<IReadOnlyList<string>> ListStreamsAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Locks the stream, hands over what was appended since <paramref name="knownSequence"/> and the recorded answers of
    /// <paramref name="keys"/>,
    /// lets <paramref name="decide"/> choose what to append, commits durably, then wakes other nodes.
    /// </summary>
    /// <remarks>
    /// <para>
    /// <paramref name="decide"/> runs synchronously, at most once per call, on a thread of the engine that other streams may be waiting
    /// for: it must not
    /// block, must not call the log, and must have no effect that outlives it, because the commit after it may still fail. Compute a
    /// tentative state
    /// in it and adopt that state when this call returns. What it throws reaches the caller unchanged, and nothing is appended.
    /// </para>
    /// <para>
    /// When the call returns, the events and answers are durable, and so are the recorded answers that were handed over. When it throws,
    /// nothing was
    /// appended. One case cannot be decided by any engine: if the process or the store dies inside the commit, the append may turn out to
    /// be there; a caller that
    /// retries with a key finds its answer, and a caller that passes its <paramref name="knownSequence"/> finds the events as missed.
    /// </para>
    /// </remarks>
    /// <param name="stream">A stream that was opened.</param>
    /// <param name="knownSequence">The last event the caller has applied. Events after it are handed over as missed.</param>
    /// <param name="keys">Idempotency keys whose recorded, unexpired answers are wanted.</param>
    /// <param name="decide">Chooses what to append. Answering <see cref="LogAppend.Nothing"/> writes nothing.</param>
    /// <param name="cancellationToken">Withdraws the call while it waits for its turn; once <paramref name="decide"/> has begun it is
    /// ignored.</param>
    /// <exception cref="LogUnavailableException">The store cannot commit; nothing was appended.</exception>
    /// <exception cref="CursorCompactedException">Events after <paramref name="knownSequence"/> are no longer retained.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="knownSequence"/> is ahead of the stream.</exception>
    ValueTask<LogCommit> TransactAsync(
        string stream,
        long knownSequence,
        IReadOnlyCollection<string> keys,
        Func<LogTransaction, LogAppend> decide,
        CancellationToken cancellationToken);

    /// <summary>
    /// Reads up to <paramref name="limit"/> events after a sequence, in order and without gaps, as far as they are committed when they are
    /// reached.
    /// </summary>
    /// <remarks>No lock or read transaction is held while the consumer works on what it was given.</remarks>
    /// <exception cref="CursorCompactedException">Events after <paramref name="after"/> are no longer retained, also when that happens
    /// during the reading.</exception>
    IAsyncEnumerable<LogEvent> ReadAsync(string stream, long after, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// The last sequence accepted at or before a moment: 0 when the moment is before the first event, null when it is older than what is
    /// retained.
    /// </summary>
    ValueTask<long?> FindSequenceAsync(string stream, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Stores the state as of a sequence, replacing a snapshot of the same sequence, and thins out older ones.</summary>
    /// <remarks>The newest few are kept and, of the older ones, fewer the older they are.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The snapshot is ahead of the stream, or its sequence is no longer
    /// retained.</exception>
    ValueTask WriteSnapshotAsync(string stream, LogSnapshot snapshot, CancellationToken cancellationToken);

    /// <summary>The newest snapshot at or before a sequence, or null.</summary>
    ValueTask<LogSnapshot?> ReadSnapshotAsync(string stream, long atOrBefore, CancellationToken cancellationToken);

    /// <summary>
    /// Applies retention: deletes events up to and including <paramref name="upTo"/>, snapshots that nothing retained needs, and expired
    /// answers.
    /// </summary>
    /// <remarks>
    /// Deletes only what a snapshot covers, up to the newest snapshot at or before <paramref name="upTo"/>, so that the state at every
    /// retained event can still
    /// be rebuilt. To trim at an exact sequence, write a snapshot of it first.
    /// </remarks>
    /// <returns>The stream as it stands afterwards.</returns>
    ValueTask<LogHead> TrimAsync(string stream, long upTo, CancellationToken cancellationToken);

    /// <summary>Writes durably without changing anything: returns if the store is writable now.</summary>
    /// <exception cref="LogUnavailableException">It is not; the message says why.</exception>
    ValueTask ProbeAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Names of streams that another node has appended to, until cancelled. An embedded engine has no other nodes and yields none.
    /// </summary>
    IAsyncEnumerable<string> WatchAsync(CancellationToken cancellationToken);
}
