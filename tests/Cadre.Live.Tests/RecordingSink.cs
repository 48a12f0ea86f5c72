namespace Cadre.Live.Tests;

/// <summary>Remembers what it is given, and plays the snapshots that a test gives it.</summary>
internal sealed class RecordingSink : ILiveSink
{
    private readonly Lock _gate = new();
    private readonly List<long> _events = [];
    private readonly List<int> _batches = [];
    private readonly List<LiveReset> _resets = [];
    private readonly List<string> _dropped = [];

    /// <summary>What a start over answers; null: nothing, and at once.</summary>
    public Func<LiveReset, CancellationToken, Task<StreamCursor?>>? Snapshot { get; set; }

    public Action<LiveEvent>? Each { get; set; }

    public long[] Events
    {
        get
        {
            lock (_gate) return [.. _events];
        }
    }

    public int[] Batches
    {
        get
        {
            lock (_gate) return [.. _batches];
        }
    }

    public LiveReset[] Resets
    {
        get
        {
            lock (_gate) return [.. _resets];
        }
    }

    public string[] Dropped
    {
        get
        {
            lock (_gate) return [.. _dropped];
        }
    }

    public void Apply(IReadOnlyList<LiveEvent> events)
    {
        lock (_gate)
        {
            _batches.Add(events.Count);
            _events.AddRange(events.Select(e => e.Cursor.Sequence));
        }
        if (Each is { } each)
            foreach (var e in events) each(e);
    }

    public Task<StreamCursor?> ResyncAsync(LiveReset reset, CancellationToken cancellationToken)
    {
        lock (_gate) _resets.Add(reset);
        return Snapshot?.Invoke(reset, cancellationToken) ?? Task.FromResult<StreamCursor?>(null);
    }

    public void OnDropped(string reason, StreamCursor? cursor)
    {
        lock (_gate) _dropped.Add(reason);
    }
}
