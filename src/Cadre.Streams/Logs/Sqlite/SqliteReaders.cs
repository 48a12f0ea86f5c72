using System.Collections.Concurrent;

namespace Cadre.Streams;

/// <summary>
/// A few connections for reading, each used for one short read at a time: none is held while a consumer works on what it got.
/// </summary>
sealed class SqliteReaders(string path, int count) : IAsyncDisposable
{
    readonly SemaphoreSlim _free = new(count, count);
    readonly ConcurrentStack<SqliteTables> _open = new();
    volatile bool _closed;

    /// <summary>Reads on the thread pool: the caller's thread may be one that others wait for.</summary>
    public async ValueTask<T> ReadAsync<T>(Func<SqliteTables, T> read, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        try
        {
            if (_closed) throw new LogUnavailableException(LogUnavailableReason.Closed, $"the log {path} was closed");
            return await Task.Run(() => Read(read), cancellationToken);
        }
        finally
        {
            _free.Release();
        }
    }

    /// <summary>Waits for the reads that run.</summary>
    public async ValueTask DisposeAsync()
    {
        _closed = true;
        for (var i = 0; i < count; i++) await _free.WaitAsync();
        while (_open.TryPop(out var tables)) tables.Dispose();
        _free.Release(count);
    }

    T Read<T>(Func<SqliteTables, T> read)
    {
        if (!_open.TryPop(out var tables)) tables = new SqliteTables(SqliteConnections.OpenReader(path));
        try
        {
            var result = read(tables);
            _open.Push(tables);
            return result;
        }
        catch
        {
            // A connection that failed may be in any state.
            tables.Dispose();
            throw;
        }
    }
}
