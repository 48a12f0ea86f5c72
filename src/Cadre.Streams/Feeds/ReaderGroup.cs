namespace Cadre.Streams;

/// <summary>Up to 64 readers that are woken one after the other by one work item of the thread pool.</summary>
/// <remarks>
/// A woken reader's consumer runs right here until it waits again, mostly a copy into a socket's buffer. That spares a queue entry and a
/// context switch per
/// reader, and one that takes long delays at most the rest of its group.
/// </remarks>
sealed class ReaderGroup : IThreadPoolWorkItem
{
    public const int Capacity = 64;

    readonly Lock _gate = new();
    readonly FeedReader?[] _readers = new FeedReader?[Capacity];
    int _count;
    int _queued;

    public int Count => Volatile.Read(ref _count);

    public bool TryAdd(FeedReader reader)
    {
        lock (_gate)
        {
            if (_count == Capacity) return false;
            reader.Place = (this, _count);
            _readers[_count] = reader;
            Volatile.Write(ref _count, _count + 1);
            return true;
        }
    }

    public void Remove(FeedReader reader)
    {
        lock (_gate)
        {
            var last = _readers[_count - 1]!;
            last.Place = (this, reader.Place.Index);
            _readers[reader.Place.Index] = last;
            _readers[_count - 1] = null;
            Volatile.Write(ref _count, _count - 1);
        }
    }

    public void Wake()
    {
        if (Count > 0 && Interlocked.Exchange(ref _queued, 1) == 0) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    public void Tick(long now)
    {
        foreach (var reader in Snapshot()) reader?.Tick(now);
    }

    void IThreadPoolWorkItem.Execute()
    {
        // Lowered before the readers are looked at: a delivery from here on queues the group again.
        Interlocked.Exchange(ref _queued, 0);
        foreach (var reader in Snapshot()) reader?.Wake();
    }

    // Consumers run inside Wake and may leave the group, so the lock must not be held.
    ReaderList Snapshot()
    {
        var list = new ReaderList();
        lock (_gate) _readers.CopyTo(list);
        return list;
    }

    [System.Runtime.CompilerServices.InlineArray(Capacity)]
    struct ReaderList
    {
        FeedReader? _first;
    }
}
