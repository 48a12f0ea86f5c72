namespace Cadre.Streams;

/// <summary>One stream of a <see cref="MemoryLog"/>.</summary>
/// <remarks>
/// The semaphore orders writers and is held while a decision runs; the lock only guards the collections, so that readers never wait for a
/// decision.
/// </remarks>
sealed class MemoryStreamLog(string name) : IDisposable
{
    readonly string _epoch = CursorEpoch.Create();
    readonly SemaphoreSlim _writers = new(1, 1);
    readonly Lock _gate = new();
    readonly List<LogEvent> _events = [];
    readonly SortedList<long, LogSnapshot> _snapshots = [];
    readonly Dictionary<string, RecordedAnswer> _answers = new(StringComparer.Ordinal);
    long _trimmed;
    long _trimmedTime;

    public LogHead Head
    {
        get
        {
            lock (_gate) return Head_NeedsLock;
        }
    }

    LogHead Head_NeedsLock => _events.Count == 0
        ? new(_epoch, _trimmed + 1, _trimmed, _trimmedTime)
        : new(_epoch, _trimmed + 1, _events[^1].Sequence, _events[^1].Time);

    public async ValueTask<Release> LockAsync(CancellationToken cancellationToken)
    {
        await _writers.WaitAsync(cancellationToken);
        return new(_writers);
    }

    public LogCommit Transact_NeedsLock(
        long knownSequence, IReadOnlyCollection<string> keys, Func<LogTransaction, LogAppend> decide, long now)
    {
        var head = Head;
        LogLimits.CheckKnown(knownSequence, head, name);
        var answers = keys.Distinct(StringComparer.Ordinal)
            .Where(key => _answers.TryGetValue(key, out var answer) && answer.ExpiresAt > now)
            .ToDictionary(key => key, key => _answers[key], StringComparer.Ordinal);
        var append = decide(new(head.Sequence, head.Time, ReadPage(knownSequence, int.MaxValue), answers));
        LogLimits.CheckAppend(append);

        var time = append.Events.Count == 0 ? head.Time : Math.Max(append.Time, head.Time);
        lock (_gate)
        {
            foreach (var data in append.Events) _events.Add(new(Head_NeedsLock.Sequence + 1, time, data.ToArray()));
            foreach (var (key, answer) in append.Answers) _answers[key] = answer with { Data = answer.Data.ToArray() };
            return new(Head_NeedsLock.Sequence, time);
        }
    }

    public IReadOnlyList<LogEvent> ReadPage(long after, int limit)
    {
        lock (_gate)
        {
            LogLimits.CheckRetained(after, Head_NeedsLock, name);
            var start = after - _trimmed;
            return start >= _events.Count ? [] : _events.GetRange((int)start, Math.Min(limit, _events.Count - (int)start));
        }
    }

    public long? FindSequence(long at)
    {
        lock (_gate)
        {
            if (at < _trimmedTime) return null;
            var index = SearchRange.LastAtOrBefore(0, _events.Count - 1, at, i => _events[(int)i].Time);
            return _trimmed + index + 1;
        }
    }

    public void WriteSnapshot_NeedsLock(LogSnapshot snapshot)
    {
        lock (_gate)
        {
            LogLimits.CheckSnapshot(snapshot, Head_NeedsLock);
            _snapshots[snapshot.Sequence] = snapshot with { Data = snapshot.Data.ToArray() };
            foreach (var sequence in SnapshotThinning.Superfluous([.. _snapshots.Keys], snapshot.Sequence)) _snapshots.Remove(sequence);
        }
    }

    public LogSnapshot? ReadSnapshot(long atOrBefore)
    {
        lock (_gate) return _snapshots.Values.LastOrDefault(snapshot => snapshot.Sequence <= atOrBefore);
    }

    public LogHead Trim_NeedsLock(long upTo, long now)
    {
        lock (_gate)
        {
            foreach (var key in _answers.Where(pair => pair.Value.ExpiresAt <= now).Select(pair => pair.Key).ToList()) _answers.Remove(key);
            var covered = _snapshots.Keys.LastOrDefault(sequence => sequence <= upTo, _trimmed);
            if (covered > _trimmed)
            {
                var count = (int)(covered - _trimmed);
                _trimmedTime = _events[count - 1].Time;
                _trimmed = covered;
                _events.RemoveRange(0, count);
                foreach (var sequence in _snapshots.Keys.Where(sequence => sequence < covered).ToList()) _snapshots.Remove(sequence);
            }

            return Head_NeedsLock;
        }
    }

    public void Dispose() => _writers.Dispose();

    internal readonly struct Release(SemaphoreSlim writers) : IDisposable
    {
        public void Dispose() => writers.Release();
    }
}
