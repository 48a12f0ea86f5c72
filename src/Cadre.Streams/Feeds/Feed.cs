namespace Cadre.Streams;

/// <summary>
/// The live end of a stream in one format: a shared ring of encoded frames that any number of readers follow, each a mere position in it.
/// </summary>
/// <remarks>
/// <para>
/// One thread at a time may call <see cref="Publish"/>, <see cref="Advance"/>, <see cref="Flush"/> and <see cref="End"/>; everything else
/// is safe from any thread.
/// A reader that is slow, stuck or gone costs the publisher and the other readers nothing.
/// </para>
/// <para>
/// Delivery is adaptive. A flush reaches the watchers at once if the last delivery was long enough ago, otherwise when that time is over,
/// together with
/// what was published meanwhile. Long enough is 5 µs per watcher, at most <see cref="FeedOptions.MaxCoalescing"/>; below 1 ms nothing ever
/// waits.
/// </para>
/// </remarks>
public sealed class Feed : IAsyncDisposable, ITicked
{
    static readonly TimeSpan CoalescingPerWatcher = TimeSpan.FromMicroseconds(5);
    static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);

    readonly string _epoch;
    readonly FeedRing _ring;
    readonly ReaderGroups _groups = new();
    readonly FeedTicker _ticker;
    readonly ITimer _deliveryTimer;
    readonly Lock _delivery = new();
    bool _deliveryDue;
    long _lastDelivery;
    long _flushed;
    long _delivered;
    SharedFrames? _newest;
    volatile string? _endReason;

    /// <summary>A feed that stands at <paramref name="head"/>.</summary>
    /// <param name="epoch">The stream's epoch.</param>
    /// <param name="head">The last sequence published so far; the next frame follows it.</param>
    /// <param name="history">Where readers find what is not in memory.</param>
    /// <param name="options">Bounds and times.</param>
    /// <param name="time">The clock of coalescing, heartbeats and time-outs.</param>
    public Feed(string epoch, long head, IFeedHistory history, FeedOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        options.Validate();
        _epoch = new Cursor(epoch, head).Epoch;
        _ring = new FeedRing(options.RingEntries, options.RingBytes, head);
        _flushed = _delivered = head;
        History = history;
        Options = options;
        Time = time;
        _lastDelivery = time.GetTimestamp() - time.TimestampFrequency;
        _ticker = FeedTicker.Of(time);
        _deliveryTimer = time.CreateTimer(
            static feed => ((Feed)feed!).DeliverIfDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The cursor of the last event published.</summary>
    public Cursor Head => new(_epoch, _ring.Head);

    /// <summary>
    /// How many readers there are. While there are none the publisher may <see cref="Advance"/> instead of encoding frames.
    /// </summary>
    public int Watchers => _groups.Count;

    /// <summary>The bounds and times it was made with.</summary>
    public FeedOptions Options { get; }

    internal IFeedHistory History { get; }

    internal TimeProvider Time { get; }

    internal string? EndReason => _endReason;

    internal long Published => _ring.Head;

    internal long Flushed => Volatile.Read(ref _flushed);

    internal long Delivered => Volatile.Read(ref _delivered);

    internal long OldestInMemory => _ring.Oldest;

    internal Cursor CursorAt(long sequence) => new(_epoch, sequence);

    /// <summary>Adds the next frame. Watchers get it with the next <see cref="Flush"/>.</summary>
    /// <exception cref="ArgumentException">The frame's sequence does not follow the last one.</exception>
    public void Publish(in Frame frame) => _ring.Add(frame);

    /// <summary>Moves on to <paramref name="sequence"/> without frames; readers find them in the history.</summary>
    public void Advance(long sequence) => _ring.Skip(sequence);

    /// <summary>
    /// Hands everything published so far to the watchers, at once or within <see cref="FeedOptions.MaxCoalescing"/>. Call it once per
    /// commit.
    /// </summary>
    public void Flush()
    {
        Volatile.Write(ref _flushed, _ring.Head);
        if (_flushed == Delivered) return;
        lock (_delivery)
        {
            if (_deliveryDue) return;
            var wait = Coalescing - Time.GetElapsedTime(_lastDelivery);
            if (wait < ShortestWait)
            {
                Deliver_NeedsLock();
                return;
            }

            _deliveryDue = true;
            _deliveryTimer.Change(wait, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>A reader of everything after a cursor.</summary>
    /// <param name="after">Where the reader stands; null to start with the next event.</param>
    /// <param name="abort">Called when the reader is ended while its consumer is still sending, to break off that sending.</param>
    public FeedReader Subscribe(Cursor? after, Action? abort = null) => Subscribe(after, immediate: false, abort);

    /// <summary>As the public one; an immediate reader is given frames as soon as they are published, without coalescing.</summary>
    internal FeedReader Subscribe(Cursor? after, bool immediate, Action? abort)
    {
        var reader = new FeedReader(this, after, immediate, abort);
        _groups.Add(reader);
        _ticker.Add(this);
        return reader;
    }

    /// <summary>Ends every subscription, present and future: readers get what was published, then the reason.</summary>
    public void End(string reason)
    {
        ArgumentException.ThrowIfNullOrEmpty(reason);
        Volatile.Write(ref _flushed, _ring.Head);
        _endReason ??= reason;
        lock (_delivery) Deliver_NeedsLock();
    }

    /// <summary>Ends every subscription with <see cref="FeedEndReasons.Shutdown"/> unless it was ended before.</summary>
    public ValueTask DisposeAsync()
    {
        End(FeedEndReasons.Shutdown);
        return _deliveryTimer.DisposeAsync();
    }

    internal void Remove(FeedReader reader) => _groups.Remove(reader);

    /// <summary>The frames after a position up to <paramref name="upTo"/> that are in memory, as many as one batch holds.</summary>
    /// <returns>The last sequence covered; <paramref name="after"/> when the next one is no longer in memory.</returns>
    internal long Collect(long after, long upTo, out ReadOnlyMemory<Frame> frames)
    {
        // Most watchers stand at the same place and want the same frames: whoever is first collects them for all.
        var newest = Volatile.Read(ref _newest);
        if (newest is not null && newest.After == after && newest.UpTo <= upTo)
        {
            frames = newest.Frames;
            return newest.UpTo;
        }

        List<Frame> collected = [];
        var last = _ring.Collect(after, upTo, Options.BatchBytes, collected);
        frames = collected.ToArray();
        if (last > after) Volatile.Write(ref _newest, new SharedFrames(after, last, frames));
        return last;
    }

    bool ITicked.WantsTicks => Watchers > 0;

    void ITicked.Tick(long now) => _groups.Tick(now);

    TimeSpan Coalescing
    {
        get
        {
            var wanted = CoalescingPerWatcher * Watchers;
            return wanted < Options.MaxCoalescing ? wanted : Options.MaxCoalescing;
        }
    }

    void DeliverIfDue()
    {
        lock (_delivery)
            if (_deliveryDue) Deliver_NeedsLock();
    }

    void Deliver_NeedsLock()
    {
        _deliveryDue = false;
        _lastDelivery = Time.GetTimestamp();
        Volatile.Write(ref _delivered, Flushed);
        Interlocked.MemoryBarrier();
        _groups.WakeAll();
    }

    sealed record SharedFrames(long After, long UpTo, ReadOnlyMemory<Frame> Frames);
}
