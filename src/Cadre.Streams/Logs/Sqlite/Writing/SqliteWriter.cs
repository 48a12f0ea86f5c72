using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Cadre.Streams;

/// <summary>
/// The one thread that writes. Whatever waits when it comes round shares one durable commit, whichever streams it belongs to.
/// </summary>
sealed class SqliteWriter : IAsyncDisposable
{
    const int MaxGroup = 256;
    const int ExpiredPerCommit = 500;
    static readonly TimeSpan ExpiryInterval = TimeSpan.FromMinutes(1);

    readonly SqliteLogOptions _options;
    readonly TimeProvider _time;
    readonly ILogger _logger;
    readonly SemaphoreSlim _slots;
    readonly BlockingCollection<WriterWork> _queue = [];
    readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly HashSet<SqliteStream> _suspects = [];
    SqliteTables _tables;
    long _lastExpiry;
    bool _failing;
    bool _broken;

    /// <summary>Takes over the connection and disposes of it in the end.</summary>
    public SqliteWriter(SqliteTables tables, SqliteLogOptions options, TimeProvider time, ILogger logger)
    {
        (_tables, _options, _time, _logger) = (tables, options, time, logger);
        _slots = new SemaphoreSlim(options.QueueCapacity, options.QueueCapacity);
        _lastExpiry = time.GetTimestamp();
        new Thread(Run) { Name = "cadre log writer", IsBackground = true }.Start();
    }

    /// <summary>Queues a work and waits until it is durable; cancelling withdraws it if it has not begun.</summary>
    public async ValueTask<T> RunAsync<T>(WriterWork<T> work, CancellationToken cancellationToken)
    {
        if (_queue.IsAddingCompleted) throw Closed();
        await _slots.WaitAsync(cancellationToken);
        try
        {
            _queue.Add(work, CancellationToken.None);
        }
        catch (InvalidOperationException)
        {
            _slots.Release();
            throw Closed();
        }

        await using var withdrawal = cancellationToken.UnsafeRegister(static (work, token) => ((WriterWork)work!).Withdraw(token), work);
        return await work.Task;
    }

    /// <summary>Finishes what is queued.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.CompleteAdding();
        await _ended.Task;
    }

    LogUnavailableException Closed() => new(LogUnavailableReason.Closed, $"the log {_tables.Database.Path} was closed");

    void Run()
    {
        List<WriterWork> group = [];
        foreach (var first in _queue.GetConsumingEnumerable())
        {
            group.Add(first);
            while (group.Count < MaxGroup && _queue.TryTake(out var next)) group.Add(next);
            _slots.Release(group.Count);
            group.RemoveAll(static work => !work.TryStart());
            if (group.Count > 0) Commit(group);
            group.Clear();
        }

        _tables.Dispose();
        _ended.SetResult();
    }

    void Commit(List<WriterWork> group)
    {
        var started = _time.GetTimestamp();
        List<WriterWork> written = [];
        try
        {
            if (_broken) Reopen();
            var now = _time.GetUtcNow().ToUnixTimeMilliseconds();
            _tables.Database.Run("BEGIN IMMEDIATE");
            Reconcile();
            foreach (var work in group)
                if (TryDecide(work, now))
                {
                    written.Add(work);
                    work.Write(_tables, now);
                }

            ForgetExpired(now);
            _tables.Database.Run("COMMIT");
        }
        catch (Exception fault)
        {
            RollBack(group, fault);
            return;
        }

        StreamsMeter.Committed(group.Count, _time.GetElapsedTime(started));
        if (_failing) _logger.WritingAgain(_tables.Database.Path);
        _failing = false;
        // All standings before any answer: whoever continues sees the whole commit.
        foreach (var work in written) work.Stream?.Commit();
        foreach (var work in written) work.Complete();
    }

    bool TryDecide(WriterWork work, long now)
    {
        try
        {
            work.Decide(_tables, now);
            return true;
        }
        catch (Exception fault) when (_tables.Database.IsInTransaction)
        {
            work.Fail(fault);
            return false;
        }
    }

    void ForgetExpired(long now)
    {
        if (_time.GetElapsedTime(_lastExpiry) < ExpiryInterval) return;
        _lastExpiry = _time.GetTimestamp();
        _tables.Answers.DeleteExpired(now, ExpiredPerCommit);
    }

    void RollBack(List<WriterWork> group, Exception fault)
    {
        StreamsMeter.CommitFailed();
        if (!_failing) _logger.WritingFailed(_tables.Database.Path, fault);
        _failing = true;
        try
        {
            if (!_broken && _tables.Database.IsInTransaction) _tables.Database.Run("ROLLBACK");
        }
        catch (LogUnavailableException)
        {
            _broken = true;
        }

        foreach (var work in group)
        {
            if (work.Stream is { } stream)
            {
                stream.RollBack();
                _suspects.Add(stream);
            }

            work.Fail(fault is LogUnavailableException unavailable ? unavailable.ForAnother() : fault);
        }
    }

    /// <summary>After a failed commit memory follows the file: whether the commit is in it is for the file to say.</summary>
    void Reconcile()
    {
        foreach (var stream in _suspects) stream.Adopt(_tables.Streams.Read(stream.Name).Committed);
        _suspects.Clear();
    }

    /// <summary>Closing a connection rolls back what a statement could not.</summary>
    void Reopen()
    {
        var path = _tables.Database.Path;
        _tables.Dispose();
        _tables = new SqliteTables(SqliteConnections.OpenWriter(path, _options.MaxPages));
        _broken = false;
    }
}
