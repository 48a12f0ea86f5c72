using Cadre.Streams;

namespace Cadre.Hub.Tests.Workspaces;

/// <summary>A log whose commits fail while a test says so, after the decision was taken: what a full disk does.</summary>
internal sealed class FaultyLog(IEventLog log) : IEventLog
{
    public bool IsFull { get; set; }

    public string Description => log.Description;

    public ValueTask<LogHead> OpenStreamAsync(string stream, CancellationToken cancellationToken) => log.OpenStreamAsync(stream, cancellationToken);

    public ValueTask<IReadOnlyList<string>> ListStreamsAsync(CancellationToken cancellationToken) => log.ListStreamsAsync(cancellationToken);

    public ValueTask<LogCommit> TransactAsync(
        string stream, long knownSequence, IReadOnlyCollection<string> keys, Func<LogTransaction, LogAppend> decide, CancellationToken cancellationToken) =>
        log.TransactAsync(stream, knownSequence, keys, transaction => IsFull ? Fail(decide(transaction)) : decide(transaction), cancellationToken);

    public IAsyncEnumerable<LogEvent> ReadAsync(string stream, long after, int limit, CancellationToken cancellationToken) =>
        log.ReadAsync(stream, after, limit, cancellationToken);

    public ValueTask<long?> FindSequenceAsync(string stream, DateTimeOffset at, CancellationToken cancellationToken) =>
        log.FindSequenceAsync(stream, at, cancellationToken);

    public ValueTask WriteSnapshotAsync(string stream, LogSnapshot snapshot, CancellationToken cancellationToken) =>
        log.WriteSnapshotAsync(stream, snapshot, cancellationToken);

    public ValueTask<LogSnapshot?> ReadSnapshotAsync(string stream, long atOrBefore, CancellationToken cancellationToken) =>
        log.ReadSnapshotAsync(stream, atOrBefore, cancellationToken);

    public ValueTask<LogHead> TrimAsync(string stream, long upTo, CancellationToken cancellationToken) => log.TrimAsync(stream, upTo, cancellationToken);

    public ValueTask ProbeAsync(CancellationToken cancellationToken) => log.ProbeAsync(cancellationToken);

    public IAsyncEnumerable<string> WatchAsync(CancellationToken cancellationToken) => log.WatchAsync(cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static LogAppend Fail(LogAppend append) => throw new LogUnavailableException(LogUnavailableReason.DiskFull, $"no room for {append.Events.Count} events");
}
