namespace Cadre.Live;

/// <summary>How far a stream has been applied, and who waits for it to get further. One thread moves it, any may ask and wait.</summary>
internal sealed class StreamProgress(StreamCursor? start)
{
    private readonly Lock _gate = new();
    private readonly List<(StreamCursor Cursor, TaskCompletionSource Reached)> _waiting = [];
    private readonly HashSet<string> _left = new(StringComparer.Ordinal);
    private StreamCursor? _position = start;

    public StreamCursor? Position
    {
        get
        {
            lock (_gate) return _position;
        }
    }

    /// <param name="position">Where it stands now.</param>
    /// <param name="startedOver">Whether by a snapshot: whoever waits for another epoch has nothing left to wait for.</param>
    public void MoveTo(StreamCursor? position, bool startedOver = false)
    {
        List<TaskCompletionSource>? reached = null;
        lock (_gate)
        {
            if (startedOver && _position is { } before && position?.Epoch != before.Epoch) _left.Add(before.Epoch);
            if (position is { } back) _left.Remove(back.Epoch);
            _position = position;
            if (_waiting.Count == 0 || position is not { } now) return;
            for (var i = _waiting.Count - 1; i >= 0; i--)
            {
                if (!_waiting[i].Cursor.IsReachedBy(now) && !(startedOver && _waiting[i].Cursor.Epoch != now.Epoch)) continue;
                (reached ??= []).Add(_waiting[i].Reached);
                _waiting.RemoveAt(i);
            }
        }
        reached?.ForEach(static waiter => waiter.TrySetResult());
    }

    public async Task ReachAsync(StreamCursor cursor, CancellationToken cancellationToken)
    {
        var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_left.Contains(cursor.Epoch) || (_position is { } now && cursor.IsReachedBy(now))) return;
            _waiting.Add((cursor, waiter));
        }
        try
        {
            await waiter.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            lock (_gate) _waiting.RemoveAll(other => other.Reached == waiter);
        }
    }
}
