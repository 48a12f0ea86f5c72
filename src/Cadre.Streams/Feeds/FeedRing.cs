namespace Cadre.Streams;

/// <summary>The newest frames of a feed. One thread writes, any number read without a lock.</summary>
/// <remarks>
/// A slot holds a reference to an immutable entry that knows its sequence, so a reader can tell an entry that was overwritten under its
/// eyes from the one it
/// wanted. Everything from <see cref="Oldest"/> to <see cref="Head"/> is present unless it is evicted between the check and the read. The
/// slots grow with need:
/// most feeds of a hub with many workspaces hold little.
/// </remarks>
sealed class FeedRing(int entries, long maxBytes, long head)
{
    const int FirstSlots = 8;

    Entry?[] _slots = new Entry?[FirstSlots];
    long _head = head;
    long _oldest = head + 1;
    long _bytes;

    public long Head => Volatile.Read(ref _head);

    public long Oldest => Volatile.Read(ref _oldest);

    public void Add(in Frame frame)
    {
        if (frame.Sequence != _head + 1)
            throw new ArgumentException($"expected the frame after {_head}, got {frame.Sequence}", nameof(frame));
        _bytes += frame.Sse.Length;
        while (frame.Sequence - _oldest >= entries || (_bytes > maxBytes && _oldest < frame.Sequence)) EvictOldest();
        if (frame.Sequence - _oldest >= _slots.Length) Grow();
        Volatile.Write(ref SlotOf(_slots, frame.Sequence), new Entry(frame));
        Volatile.Write(ref _head, frame.Sequence);
    }

    /// <summary>Moves on without frames: what was skipped, and all before it, can only be read from the history.</summary>
    public void Skip(long sequence)
    {
        if (sequence < _head) throw new ArgumentOutOfRangeException(nameof(sequence), sequence, $"the feed is already at {_head}");
        if (sequence == _head) return;
        Volatile.Write(ref _oldest, sequence + 1);
        Volatile.Write(ref _slots, new Entry?[FirstSlots]);
        Volatile.Write(ref _head, sequence);
        _bytes = 0;
    }

    /// <summary>
    /// Copies references to the frames after <paramref name="after"/> up to <paramref name="upTo"/> that have content, as many as fit, at
    /// least one.
    /// </summary>
    /// <returns>The last sequence covered; <paramref name="after"/> when the next one is no longer here.</returns>
    public long Collect(long after, long upTo, int maxBytes, List<Frame> frames)
    {
        var bytes = 0L;
        var last = after;
        var slots = Volatile.Read(ref _slots);
        for (var sequence = after + 1; sequence <= upTo; sequence++)
        {
            var entry = Volatile.Read(ref SlotOf(slots, sequence));
            if (entry is null || entry.Frame.Sequence != sequence) break;
            bytes += entry.Frame.Sse.Length;
            if (bytes > maxBytes && frames.Count > 0) break;
            if (!entry.Frame.IsEmpty) frames.Add(entry.Frame);
            last = sequence;
        }

        return last;
    }

    void EvictOldest()
    {
        ref var slot = ref SlotOf(_slots, _oldest);
        _bytes -= slot!.Frame.Sse.Length;
        Volatile.Write(ref _oldest, _oldest + 1);
        Volatile.Write(ref slot, null);
    }

    void Grow()
    {
        var larger = new Entry?[_slots.Length * 2];
        for (var sequence = _oldest; sequence <= _head; sequence++) SlotOf(larger, sequence) = SlotOf(_slots, sequence);
        Volatile.Write(ref _slots, larger);
    }

    static ref Entry? SlotOf(Entry?[] slots, long sequence) => ref slots[sequence & (slots.Length - 1)];

    sealed class Entry(in Frame frame)
    {
        public readonly Frame Frame = frame;
    }
}
