namespace Cadre.Live;

/// <summary>One attempt to be connected, from asking to its end.</summary>
/// <param name="intake">Where the frames go.</param>
/// <param name="options">How.</param>
/// <param name="onCurrent">Told whenever it has caught up (true), or starts over after that (false).</param>
internal sealed class Connection(Intake intake, LiveStreamOptions options, Action<bool> onCurrent)
{
    private bool _isOpen;
    private bool _isCurrent;
    private bool _wasLive;
    private bool _brought;

    /// <summary>Reads until the connection ends, however it does.</summary>
    /// <exception cref="OperationCanceledException">The stream is disposed.</exception>
    public async Task<Ending> RunAsync(ITransport transport, StreamRequest request, CancellationToken stop)
    {
        using var watchdog = new Watchdog(options.TimeProvider, stop);
        watchdog.Allow(options.OpenTimeout);
        intake.Begin();
        try
        {
            return await ReadAsync(transport, request, watchdog);
        }
        catch (Exception error) when (!stop.IsCancellationRequested)
        {
            return Ended(error, watchdog, transport);
        }
        finally
        {
            watchdog.Cancel();
            await intake.AbandonResyncAsync();
            intake.Flush();
        }
    }

    private async Task<Ending> ReadAsync(ITransport transport, StreamRequest request, Watchdog watchdog)
    {
        var frames = transport.OpenAsync(request, watchdog.Token).GetAsyncEnumerator(watchdog.Token);
        Task<bool>? next = null;
        try
        {
            while (true)
            {
                var moving = frames.MoveNextAsync();
                if (!moving.IsCompleted)
                {
                    intake.Flush();
                    GoLiveIfCurrent();
                    watchdog.Allow(_isOpen ? options.Silence : options.OpenTimeout);
                }
                next = moving.AsTask();
                if (!await EndResyncMeanwhileAsync(next, watchdog.Token)) return Gap();
                var moved = await next;
                watchdog.Allow(Timeout.InfiniteTimeSpan);
                if (!moved) return Ended(EndingKind.Lost, $"The connection by {transport.Name} ended.");
                var frame = frames.Current;
                _brought |= _isOpen && frame.Kind != StreamFrameKind.Opened && frame != StreamFrame.Heartbeat();
                _isOpen = true;
                if (frame.Kind == StreamFrameKind.End) return Ended(EndingKind.Lost, $"The server ended the stream: {frame.Reason}.");
                if (!await intake.TakeAsync(frame, watchdog.Token)) return Gap();
                if (_isCurrent && intake.Resync is not null) onCurrent(_isCurrent = false);
            }
        }
        finally
        {
            await CloseAsync(frames, next, watchdog);
        }
    }

    /// <summary>While a snapshot is on its way the stream is read on; it comes first only if it is there first.</summary>
    private async ValueTask<bool> EndResyncMeanwhileAsync(Task<bool> next, CancellationToken connection)
    {
        while (intake.Resync is { } resync && !(next.IsCompleted && resync.Buffer.Count < options.MaxBatch))
        {
            await Task.WhenAny(next, resync.Done);
            // A buffer that is full is left as it is until the snapshot is there; the network holds back the rest.
            if (!resync.Done.IsCompleted && resync.Buffer.Count < options.MaxBatch) return true;
            if (!await intake.EndResyncAsync(connection)) return false;
            if (next.IsCompleted) continue;
            intake.Flush();
            GoLiveIfCurrent();
        }
        return true;
    }

    private void GoLiveIfCurrent()
    {
        if (_isCurrent || !_isOpen || intake.Resync is not null) return;
        onCurrent(_isCurrent = _wasLive = true);
    }

    /// <summary>An enumerator may be disposed of only when it is not on its way to the next item.</summary>
    private static async Task CloseAsync(IAsyncEnumerator<StreamFrame> frames, Task<bool>? next, Watchdog watchdog)
    {
        watchdog.Cancel();
        if (next is not null) await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            await frames.DisposeAsync();
        }
        catch (Exception error) when (error is IOException or HttpRequestException or OperationCanceledException or ObjectDisposedException)
        {
            // The connection was cut under it: it is gone, which is all that was wanted.
        }
    }

    private Ending Gap() => Ended(EndingKind.Gap, "Events are missing.");

    private Ending Ended(Exception error, Watchdog watchdog, ITransport transport) => error switch
    {
        StreamRefusedException refused => new Ending(EndingKind.Refused, refused.Problem, _wasLive, _brought),
        TransportUnusableException => Ended(EndingKind.Unusable, error.Message),
        _ when watchdog.Barked && _isOpen => Ended(EndingKind.Silent, $"Nothing came by {transport.Name} for {options.Silence.TotalSeconds:0.#} s."),
        _ when watchdog.Barked => Ended(EndingKind.Silent, $"Nothing came through by {transport.Name} within {options.OpenTimeout.TotalSeconds:0.#} s."),
        _ => Ended(EndingKind.Lost, error.Message),
    };

    private Ending Ended(EndingKind kind, string detail) => new(kind, new StreamProblem(detail), _wasLive, _brought);
}
