using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Cadre.Streams;

/// <summary>A log that lives as long as this object: for tests and trials.</summary>
/// <remarks>Safe for use from any thread. Transactions of one stream run one after the other; streams do not wait for each other.</remarks>
public sealed class MemoryLog(TimeProvider time) : IEventLog
{
    const int PageSize = 1_000;
    readonly ConcurrentDictionary<string, MemoryStreamLog> _streams = new(StringComparer.Ordinal);
    volatile bool _closed;

    /// <inheritdoc/>
    public string Description => "memory";

    /// <inheritdoc/>
    public ValueTask<LogHead> OpenStreamAsync(string stream, CancellationToken cancellationToken)
    {
        LogLimits.CheckName(stream);
        cancellationToken.ThrowIfCancellationRequested();
        ThrowIfClosed();
        return new(_streams.GetOrAdd(stream, static name => new MemoryStreamLog(name)).Head);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ListStreamsAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ThrowIfClosed();
        return new([.. _streams.Keys.Order(StringComparer.Ordinal)]);
    }

    /// <inheritdoc/>
    public async ValueTask<LogCommit> TransactAsync(
        string stream,
        long knownSequence,
        IReadOnlyCollection<string> keys,
        Func<LogTransaction, LogAppend> decide,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(decide);
        var found = Find(stream);
        using (await found.LockAsync(cancellationToken))
            return found.Transact_NeedsLock(knownSequence, keys, decide, time.GetUtcNow().ToUnixTimeMilliseconds());
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<LogEvent> ReadAsync(
        string stream, long after, int limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        var found = Find(stream);
        while (limit > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ThrowIfClosed();
            var page = found.ReadPage(after, Math.Min(limit, PageSize));
            foreach (var item in page) yield return item;
            if (page.Count == 0) yield break;
            after = page[^1].Sequence;
            limit -= page.Count;
            await Task.CompletedTask;
        }
    }

    /// <inheritdoc/>
    public ValueTask<long?> FindSequenceAsync(string stream, DateTimeOffset at, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(Find(stream).FindSequence(at.ToUnixTimeMilliseconds()));
    }

    /// <inheritdoc/>
    public async ValueTask WriteSnapshotAsync(string stream, LogSnapshot snapshot, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var found = Find(stream);
        using (await found.LockAsync(cancellationToken)) found.WriteSnapshot_NeedsLock(snapshot);
    }

    /// <inheritdoc/>
    public ValueTask<LogSnapshot?> ReadSnapshotAsync(string stream, long atOrBefore, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(Find(stream).ReadSnapshot(atOrBefore));
    }

    /// <inheritdoc/>
    public async ValueTask<LogHead> TrimAsync(string stream, long upTo, CancellationToken cancellationToken)
    {
        var found = Find(stream);
        using (await found.LockAsync(cancellationToken))
            return found.Trim_NeedsLock(upTo, time.GetUtcNow().ToUnixTimeMilliseconds());
    }

    /// <inheritdoc/>
    public ValueTask ProbeAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ThrowIfClosed();
        return default;
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<string> WatchAsync(CancellationToken cancellationToken) => NoOtherNodes.WatchAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _closed = true;
        foreach (var stream in _streams.Values) stream.Dispose();
        return default;
    }

    MemoryStreamLog Find(string stream)
    {
        ThrowIfClosed();
        return _streams.TryGetValue(stream, out var found) ? found : throw LogLimits.NotOpened(stream);
    }

    void ThrowIfClosed()
    {
        if (_closed) throw new LogUnavailableException(LogUnavailableReason.Closed, "the memory log was closed");
    }
}
