namespace Cadre.Query;

/// <summary>The observers of one query, in the order in which they came. It is changed under the lock and read from any thread.</summary>
/// <remarks>
/// Pages of many parts bring thousands of observers to one query, so that coming and going must not cost what all of them do: who leaves leaves a gap,
/// and gaps are closed when they are the larger part. Who goes through it sees everybody who was there when he began, and may meet gaps.
/// </remarks>
internal struct WatcherList()
{
    // Below it a search is cheaper than an index.
    private const int Few = 16;

    private IQueryWatcher?[] _slots = [];
    private Dictionary<IQueryWatcher, int>? _places;
    private int _end;
    private int _count;

    public readonly int Count => Volatile.Read(in _count);

    /// <summary>All of them, with gaps; under the lock.</summary>
    public readonly ReadOnlySpan<IQueryWatcher?> Slots => _slots.AsSpan(0, _end);

    /// <summary>All of them, with gaps; from any thread.</summary>
    public readonly IQueryWatcher?[] Snapshot => Volatile.Read(in _slots);

    /// <returns>Whether it was not there before.</returns>
    public bool Add(IQueryWatcher watcher)
    {
        if (PlaceOf(watcher) >= 0) return false;
        if (_end == _slots.Length) Rebuild(Math.Max(4, _count * 2));
        _slots[_end] = watcher;
        _places?.Add(watcher, _end);
        _end++;
        Volatile.Write(ref _count, _count + 1);
        return true;
    }

    /// <returns>Whether it was there.</returns>
    public bool Remove(IQueryWatcher watcher)
    {
        var at = PlaceOf(watcher);
        if (at < 0) return false;
        _slots[at] = null;
        _places?.Remove(watcher);
        Volatile.Write(ref _count, _count - 1);
        if (_count < _end / 2) Rebuild(_count);
        return true;
    }

    private readonly int PlaceOf(IQueryWatcher watcher) =>
        _places is null ? Array.IndexOf(_slots, watcher, 0, _end) : _places.TryGetValue(watcher, out var at) ? at : -1;

    // Into another array: who goes through the one there was goes on.
    private void Rebuild(int capacity)
    {
        var slots = capacity == 0 ? [] : new IQueryWatcher?[capacity];
        var places = capacity > Few ? new Dictionary<IQueryWatcher, int>(capacity, ReferenceEqualityComparer.Instance) : null;
        var end = 0;
        foreach (var watcher in Slots)
        {
            if (watcher is null) continue;
            places?.Add(watcher, end);
            slots[end++] = watcher;
        }
        (_places, _end) = (places, end);
        Volatile.Write(ref _slots, slots);
    }
}
