namespace Cadre.Live;

/// <summary>Puts frames in order and hands events on, each exactly once, whichever connections they came by. For one thread at a time.</summary>
internal sealed class Intake(ILiveSink sink, LiveStreamOptions options, StreamProgress progress, Tally tally)
{
    /// <summary>How often missing events are asked for before the server is believed to have none.</summary>
    private const int MostReReads = 2;

    /// <summary>How many unreadable messages in a row may be events that are missed next.</summary>
    private const int MostUnplaced = 100;

    private readonly List<LiveEvent> _batch = [];
    private readonly List<(string Reason, StreamCursor? Cursor)> _dropped = [];
    private StreamCursor? _taken = progress.Position;
    private StreamCursor? _gapBehind;
    private int _reReads;
    private StreamFrame[] _unplaced = [];

    /// <summary>The start over that is under way, if one is.</summary>
    public Resync? Resync { get; private set; }

    /// <summary>A new connection begins, behind what has been applied.</summary>
    public void Begin()
    {
        Flush();
        _unplaced = [];
    }

    /// <summary>Takes a frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="connection">Cancelled when the connection is gone, and with it a start over that the frame asks for.</param>
    /// <returns>False: events are missing before it, and are to be asked for behind <see cref="StreamProgress.Position"/>.</returns>
    public async ValueTask<bool> TakeAsync(StreamFrame frame, CancellationToken connection)
    {
        switch (frame.Kind)
        {
            case StreamFrameKind.Opened when _taken is null && Resync is null:
                BeginResync(new LiveReset(LiveResetReasons.Start, frame.Cursor), connection);
                return true;
            case StreamFrameKind.Opened or StreamFrameKind.End:
                return true;
            case StreamFrameKind.Reset:
                await AbandonResyncAsync();
                BeginResync(new LiveReset(frame.Reason!, frame.Cursor, frame.State), connection);
                return true;
        }
        if (Resync is null) return Order(frame, connection);
        Resync.Buffer.Add(frame);
        return true;
    }

    /// <summary>Hands on what has been taken.</summary>
    public void Flush()
    {
        if (_batch.Count > 0)
        {
            Guard.Run(() => sink.Apply([.. _batch]), options.Unhandled);
            tally.Count(Counted.Event, _batch.Count);
            tally.Count(Counted.Batch);
            _batch.Clear();
        }
        foreach (var (reason, cursor) in _dropped) Guard.Run(() => sink.OnDropped(reason, cursor), options.Unhandled);
        _dropped.Clear();
        if (progress.Position != _taken) progress.MoveTo(_taken);
    }

    /// <summary>Waits for the snapshot, then takes what came meanwhile.</summary>
    /// <returns>False: events are missing.</returns>
    public async Task<bool> EndResyncAsync(CancellationToken connection)
    {
        var resync = Resync!;
        var cursor = await resync.Done ?? resync.Reset.Cursor;
        Resync = null;
        resync.Dispose();
        tally.Count(Counted.Resync);
        _taken = cursor;
        progress.MoveTo(cursor, startedOver: true);
        foreach (var frame in resync.Buffer)
            if (!await TakeAsync(frame, connection)) return false;
        return true;
    }

    public async Task AbandonResyncAsync()
    {
        if (Resync is not { } resync) return;
        Resync = null;
        await resync.AbandonAsync();
    }

    /// <summary>Asks for a snapshot at the next opening.</summary>
    public void Forget()
    {
        Flush();
        _taken = null;
        progress.MoveTo(null);
    }

    private bool Order(StreamFrame frame, CancellationToken connection)
    {
        if (frame.Cursor is not { } cursor)
        {
            // It may be an event that is missed next, or nothing of importance: what follows tells.
            if (frame.Kind != StreamFrameKind.Malformed) return true;
            if (_unplaced.Length < MostUnplaced) _unplaced = [.. _unplaced, frame];
            else Drop(frame);
            return true;
        }
        var isEvent = frame.Kind != StreamFrameKind.Heartbeat;
        if (_taken is not { } taken)
        {
            if (isEvent) Accept(frame);
            _taken = cursor;
            return true;
        }
        if (cursor.IsReachedBy(taken))
        {
            if (isEvent) tally.Count(Counted.Duplicate);
            return true;
        }
        // The last event that must have been seen before this frame.
        var before = isEvent ? cursor.Sequence - 1 : cursor.Sequence;
        if (cursor.Epoch == taken.Epoch && before == taken.Sequence)
        {
            Accept(frame);
            return true;
        }
        return !IsGap(frame, taken, cursor, before, connection);
    }

    private bool IsGap(StreamFrame frame, StreamCursor taken, StreamCursor cursor, long before, CancellationToken connection)
    {
        Flush();
        if (_gapBehind != taken) (_gapBehind, _reReads) = (taken, 0);
        if (_reReads++ < MostReReads)
        {
            tally.Count(Counted.Gap);
            return true;
        }
        // It stays that way: either the missing ones are those that could not be read, or only a snapshot helps.
        if (cursor.Epoch == taken.Epoch && before - taken.Sequence <= _unplaced.Length)
        {
            _taken = cursor;
            Accept(frame);
            return false;
        }
        BeginResync(new LiveReset(LiveResetReasons.Gap), connection);
        Resync!.Buffer.Add(frame);
        return false;
    }

    private void Accept(StreamFrame frame)
    {
        foreach (var unreadable in _unplaced) Drop(unreadable);
        _unplaced = [];
        if (frame.Kind == StreamFrameKind.Heartbeat) return;
        _taken = frame.Cursor;
        if (frame.Event is { } e) _batch.Add(e);
        else Drop(frame);
        if (_batch.Count >= options.MaxBatch) Flush();
    }

    private void Drop(StreamFrame frame)
    {
        tally.Count(Counted.Malformed);
        _dropped.Add((frame.Reason!, frame.Cursor));
    }

    private void BeginResync(LiveReset reset, CancellationToken connection)
    {
        Flush();
        Resync = Resync.Begin(sink, reset with { Previous = _taken }, connection);
    }
}
