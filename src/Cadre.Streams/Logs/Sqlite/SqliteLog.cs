using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cadre.Streams;

/// <summary>The embedded log: one SQLite file, written by one thread, durable on the disk before a call returns.</summary>
/// <remarks>
/// Safe for use from any thread. One process at a time has the data folder. Decisions run one after the other on the writer's thread,
/// whatever their stream;
/// those that wait together share one commit. A full disk fails the calls it meets and nothing else: once there is space again, calls
/// succeed again.
/// </remarks>
public sealed class SqliteLog : IEventLog
{
    const int PageEvents = 1_000;
    const int PageBytes = 1024 * 1024;

    readonly DataFolder _folder;
    readonly SqliteWriter _writer;
    readonly SqliteReaders _readers;
    readonly ConcurrentDictionary<string, SqliteStream> _streams;
    int _disposed;

    SqliteLog(DataFolder folder, SqliteWriter writer, SqliteReaders readers, IEnumerable<SqliteStream> streams)
    {
        (_folder, _writer, _readers) = (folder, writer, readers);
        _streams = new(streams.Select(stream => KeyValuePair.Create(stream.Name, stream)), StringComparer.Ordinal);
    }

    /// <summary>Opens the log of a data folder, or makes a new one in an empty folder.</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="time">The clock that decides when answers expire.</param>
    /// <param name="logger">Hears when the store begins and ceases to fail.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="LogUnavailableException">It cannot be used; the message says why and what to do. Nothing was changed or made
    /// anew.</exception>
    public static async ValueTask<SqliteLog> OpenAsync(
        SqliteLogOptions options, TimeProvider time, ILogger? logger = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(options.DataDirectory);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.QueueCapacity, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Readers, 1);
        ArgumentNullException.ThrowIfNull(time);
        return await Task.Run(() => Open(options, time, logger ?? NullLogger.Instance), cancellationToken);
    }

    /// <inheritdoc/>
    public string Description => $"sqlite {_folder.DatabasePath}";

    /// <inheritdoc/>
    public async ValueTask<LogHead> OpenStreamAsync(string stream, CancellationToken cancellationToken)
    {
        LogLimits.CheckName(stream);
        if (!_streams.TryGetValue(stream, out var known))
            known = await _writer.RunAsync(new OpenStreamWork(_streams, stream), cancellationToken);
        return known.Committed.Head;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ListStreamsAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new([.. _streams.Keys.Order(StringComparer.Ordinal)]);
    }

    /// <inheritdoc/>
    public ValueTask<LogCommit> TransactAsync(
        string stream,
        long knownSequence,
        IReadOnlyCollection<string> keys,
        Func<LogTransaction, LogAppend> decide,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(decide);
        return _writer.RunAsync(new TransactWork(Find(stream), knownSequence, keys, decide), cancellationToken);
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
            var (position, count) = (after, Math.Min(limit, PageEvents));
            var page = await _readers.ReadAsync(tables => ReadPage(tables.Events, found, position, count), cancellationToken);
            foreach (var item in page) yield return item;
            if (page.Count == 0) yield break;
            after = page[^1].Sequence;
            limit -= page.Count;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<long?> FindSequenceAsync(string stream, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var found = Find(stream);
        var (head, trimmedTime) = found.Committed;
        var moment = at.ToUnixTimeMilliseconds();
        if (moment < trimmedTime) return null;
        // An event that is trimmed during the search counts as early enough: nothing retained is older.
        return await _readers.ReadAsync(
            tables => SearchRange.LastAtOrBefore(
                head.Oldest, head.Sequence, moment, sequence => tables.Events.TimeOf(found, sequence) ?? long.MinValue),
            cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask WriteSnapshotAsync(string stream, LogSnapshot snapshot, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        await _writer.RunAsync(new SnapshotWork(Find(stream), snapshot), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<LogSnapshot?> ReadSnapshotAsync(string stream, long atOrBefore, CancellationToken cancellationToken)
    {
        var found = Find(stream);
        return _readers.ReadAsync(tables => tables.Snapshots.Read(found, atOrBefore), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<LogHead> TrimAsync(string stream, long upTo, CancellationToken cancellationToken)
    {
        var found = Find(stream);
        var head = await _writer.RunAsync(new TrimWork(found, upTo), cancellationToken);
        while (await _writer.RunAsync(new DeleteTrimmedWork(found), cancellationToken))
        {
        }

        return head;
    }

    /// <inheritdoc/>
    public async ValueTask ProbeAsync(CancellationToken cancellationToken) => await _writer.RunAsync(new ProbeWork(), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<string> WatchAsync(CancellationToken cancellationToken) => NoOtherNodes.WatchAsync(cancellationToken);

    /// <summary>Finishes what is queued, then lets go of the data folder.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        await _readers.DisposeAsync();
        await _writer.DisposeAsync();
        _folder.Dispose();
    }

    static SqliteLog Open(SqliteLogOptions options, TimeProvider time, ILogger logger)
    {
        var started = time.GetTimestamp();
        var folder = DataFolder.Open(options.DataDirectory, time);
        try
        {
            var path = folder.DatabasePath;
            var tables = OpenTables(path, options, logger);
            try
            {
                var streams = tables.Streams.ReadAll();
                foreach (var stream in streams) TailCheck.Run(tables, stream);
                logger.Opened(path, SqliteLibrary.EnsureLoaded(), streams.Count, (long)time.GetElapsedTime(started).TotalMilliseconds);
                var writer = new SqliteWriter(tables, options, time, logger);
                return new SqliteLog(folder, writer, new SqliteReaders(path, options.Readers), streams);
            }
            catch
            {
                tables.Dispose();
                throw;
            }
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    static SqliteTables OpenTables(string path, SqliteLogOptions options, ILogger logger)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            if (File.Exists(path + "-wal")) throw SqliteFault.Corrupt(path, "the file is missing although its write-ahead log is there");
            SqliteSchema.Create(path);
            logger.Made(path);
        }
        else if (file.Length == 0)
        {
            throw SqliteFault.Corrupt(path, "the file is empty");
        }

        var database = SqliteConnections.OpenWriter(path, options.MaxPages);
        try
        {
            SqliteSchema.Ensure(database, SqliteSchema.Migrations);
            return new SqliteTables(database);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    static List<LogEvent> ReadPage(EventTable events, SqliteStream stream, long after, int limit)
    {
        var before = stream.Committed.Head;
        var page = events.Read(stream, after, limit, PageBytes);
        // Looked at after the read: rows may have been trimmed until then.
        LogLimits.CheckRetained(after, stream.Committed.Head, stream.Name);
        return page.Count > 0 || after >= before.Sequence ? page : throw events.Gap(stream, after, before);
    }

    SqliteStream Find(string stream) => _streams.TryGetValue(stream, out var found) ? found : throw LogLimits.NotOpened(stream);
}
