namespace Cadre.Streams;

/// <summary>All readers of a feed, in groups.</summary>
sealed class ReaderGroups
{
    readonly Lock _gate = new();
    ReaderGroup[] _groups = [];
    int _count;

    public int Count => Volatile.Read(ref _count);

    public void Add(FeedReader reader)
    {
        lock (_gate)
        {
            _count++;
            if (_groups.Any(group => group.TryAdd(reader))) return;
            var added = new ReaderGroup();
            added.TryAdd(reader);
            Volatile.Write(ref _groups, [.. _groups, added]);
        }
    }

    public void Remove(FeedReader reader)
    {
        lock (_gate)
        {
            _count--;
            reader.Place.Group.Remove(reader);
        }
    }

    public void WakeAll()
    {
        foreach (var group in Volatile.Read(ref _groups)) group.Wake();
    }

    public void Tick(long now)
    {
        foreach (var group in Volatile.Read(ref _groups)) group.Tick(now);
    }
}
