using System.Runtime.CompilerServices;

namespace Cadre.Streams;

/// <summary>A subscription: a position in a <see cref="Feed"/> that moves on as its consumer reads.</summary>
/// <remarks>
/// One <see cref="ReadAsync"/> at a time; <see cref="End"/> and <see cref="Dispose"/> from any thread. Every event after the starting
/// position is given once
/// and in order. What follows an awaited read runs on a thread that other readers wait for: it must not block.
/// </remarks>
public sealed class FeedReader : IDisposable
{
    const int HistoryPage = 512;
    static readonly Action Nothing = static () => { };

    readonly Feed _feed;
    readonly bool _immediate;
    readonly long _aheadUntil = long.MaxValue;
    readonly ReaderWait _wait = new();
    Action? _abort;
    int _disposed;
    long _position;
    long _busySince;
    long _nextHeartbeat;
    volatile bool _heartbeatDue;
    volatile bool _aheadTooLong;
    volatile bool _isAhead;
    volatile string? _endReason;
    ResetReason? _reset;

    internal FeedReader(Feed feed, Cursor? after, bool immediate, Action? abort)
    {
        _immediate = immediate;
        _feed = feed;
        _abort = abort ?? Nothing;
        var now = feed.Time.GetTimestamp();
        var head = feed.Head;
        _position = after?.Sequence ?? head.Sequence;
        if (after is { } cursor)
        {
            if (cursor.Epoch != head.Epoch) _reset = ResetReason.UnknownEpoch;
            else if (_position > head.Sequence) (_isAhead, _aheadUntil) = (true, now + Ticks(feed.Options.AheadGrace));
            else if (_position < feed.History.Oldest - 1) _reset = ResetReason.Compacted;
        }

        // A first heartbeat somewhere in the second half of the interval keeps connections made together from beating together.
        _nextHeartbeat = now + Ticks(feed.Options.HeartbeatInterval * (0.5 + Random.Shared.NextDouble() / 2));
    }

    /// <summary>Where the reader stands: the last event it was given.</summary>
    public Cursor Position => _feed.CursorAt(Volatile.Read(ref _position));

    internal Feed Feed => _feed;

    internal (ReaderGroup Group, int Index) Place { get; set; }

    /// <summary>Whether the position is one of this stream, not one that a reset is about to replace.</summary>
    internal bool IsPlaced => _reset is null && !_isAhead;

    /// <summary>Whether there are events after the position now.</summary>
    internal bool IsBehind => _position < Visible;

    /// <summary>Whether a read would find something now.</summary>
    internal bool IsReady => _endReason is not null || _reset is not null || _heartbeatDue || _position < Visible || _feed.EndReason is not null
        || (_isAhead && (_aheadTooLong || _position <= _feed.Published));

    /// <summary>The next thing to send; waits until there is something.</summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public ValueTask<FeedBatch> ReadAsync(CancellationToken cancellationToken)
    {
        if (_wait.IsWaiting) throw new InvalidOperationException("a feed reader has one read at a time, and one is waiting");
        Volatile.Write(ref _busySince, 0);
        return TryTake(out var batch) ? new(Busy(batch)) : ReadSlowlyAsync(cancellationToken);
    }

    /// <summary>
    /// Ends this subscription with a reason for the client, once it has sent what it was handed; what is left is not given any more.
    /// </summary>
    public void End(string reason)
    {
        _endReason ??= reason;
        _wait.WakeLater();
    }

    /// <summary>Leaves the feed.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        _feed.Remove(this);
        End("closed");
    }

    internal void Tick(long now)
    {
        if (now >= _nextHeartbeat)
        {
            _nextHeartbeat = now + Ticks(_feed.Options.HeartbeatInterval);
            _heartbeatDue = true;
        }

        if (now >= _aheadUntil) _aheadTooLong = true;
        var busySince = Volatile.Read(ref _busySince);
        if (busySince != 0 && _feed.Time.GetElapsedTime(busySince, now) >= _feed.Options.SlowReaderTimeout)
        {
            CutOff();
        }
        else if (IsReady) _wait.WakeLater();
    }

    /// <summary>Runs the waiting consumer, if there is something for it.</summary>
    internal void Wake() => _wait.Wake();

    long Visible => _immediate ? _feed.Flushed : _feed.Delivered;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    async ValueTask<FeedBatch> ReadSlowlyAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_reset is null && _position >= Visible) await WaitAsync(cancellationToken);
            else if (await ReadStoreAsync(cancellationToken) is { } stored) return Busy(stored);
            if (TryTake(out var batch)) return Busy(batch);
        }
    }

    async ValueTask<FeedBatch?> ReadStoreAsync(CancellationToken cancellationToken)
    {
        try
        {
            return _reset is { } reason ? await ResetAsync(reason, cancellationToken) : await ReadHistoryAsync(cancellationToken);
        }
        catch (CursorCompactedException)
        {
            _reset = ResetReason.Compacted;
            return null;
        }
        catch (LogUnavailableException)
        {
            return new FeedBatch(FeedBatchKind.End, Position, default, FeedEndReasons.Unavailable);
        }
    }

    /// <summary>Takes what is at hand; false when the reader must wait, reset or go to the history.</summary>
    bool TryTake(out FeedBatch batch)
    {
        batch = default;
        if (_endReason is { } ended)
        {
            batch = new(FeedBatchKind.End, Position, default, ended);
            return true;
        }

        if (_isAhead && _position <= _feed.Published)
        {
            // The feed has caught up with the cursor: from here on it is one like any other, and the client may know.
            _isAhead = false;
            _heartbeatDue = true;
        }

        if (_isAhead && _aheadTooLong) _reset = ResetReason.Ahead;
        if (_reset is not null) return false;

        var visible = Visible;
        while (_position < visible)
        {
            var last = _feed.Collect(_position, visible, out var frames);
            if (last == _position) return false;
            Volatile.Write(ref _position, last);
            if (frames.IsEmpty) continue;
            batch = new(FeedBatchKind.Frames, Position, frames);
            return true;
        }

        if (_feed.EndReason is { } reason && _position >= _feed.Published)
        {
            batch = new(FeedBatchKind.End, Position, default, reason);
            return true;
        }

        if (!_heartbeatDue) return false;
        _heartbeatDue = false;
        batch = new(FeedBatchKind.Heartbeat, Position, default);
        return true;
    }

    async ValueTask<FeedBatch?> ReadHistoryAsync(CancellationToken cancellationToken)
    {
        var upTo = Math.Min(Math.Min(_feed.OldestInMemory - 1, Visible), _position + HistoryPage);
        if (upTo <= _position) return null;
        List<Frame> frames = [];
        var bytes = 0L;
        await foreach (var frame in _feed.History.ReadAsync(_position, upTo, cancellationToken))
        {
            bytes += frame.Sse.Length;
            if (!frame.IsEmpty) frames.Add(frame);
            if (bytes < _feed.Options.BatchBytes) continue;
            upTo = frame.Sequence;
            break;
        }

        Volatile.Write(ref _position, upTo);
        return frames.Count == 0 ? null : new FeedBatch(FeedBatchKind.Frames, Position, frames.ToArray());
    }

    void CutOff()
    {
        if (Interlocked.Exchange(ref _abort, null) is not { } abort) return;
        _endReason ??= FeedEndReasons.Slow;
        StreamsMeter.SlowReader();
        abort();
    }

    async ValueTask<FeedBatch> ResetAsync(ResetReason reason, CancellationToken cancellationToken)
    {
        StreamsMeter.Reset(reason);
        var frame = await _feed.History.ResetAsync(reason, cancellationToken);
        Volatile.Write(ref _position, frame.Sequence);
        _isAhead = false;
        _reset = null;
        return new FeedBatch(FeedBatchKind.Reset, Position, new[] { frame });
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        var woken = _wait.Declare();
        if (IsReady && _wait.Withdraw()) return;
        var registration = cancellationToken.UnsafeRegister(static wait => ((ReaderWait)wait!).WakeLater(), _wait);
        await woken;
        registration.Unregister();
    }

    FeedBatch Busy(FeedBatch batch)
    {
        Volatile.Write(ref _busySince, Math.Max(1, _feed.Time.GetTimestamp()));
        return batch;
    }

    long Ticks(TimeSpan span) => (long)(span.TotalSeconds * _feed.Time.TimestampFrequency);
}
