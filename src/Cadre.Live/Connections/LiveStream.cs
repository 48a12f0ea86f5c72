namespace Cadre.Live;

/// <summary>Follows an ordered stream into a sink: every event exactly once, through lost connections, restarts and bad proxies.</summary>
/// <remarks>
/// <para>It resumes by cursor, polls while it is disconnected, asks again for what is missing, and starts over from a snapshot only where the
/// server cannot resume. It never gives up: also what was refused is tried again now and then.</para>
/// <para>Safe for use from any thread. The sink and listeners of <see cref="State"/> are called by one thread at a time, never under a lock of
/// the caller's; a slow one holds the stream up.</para>
/// </remarks>
public sealed class LiveStream : IObservable<LiveState>, IAsyncDisposable
{
    private readonly LiveStreamOptions _options;
    private readonly LiveStates _states;
    private readonly Tally _tally = new();
    private readonly StreamProgress _progress;
    private readonly LiveLoop _loop;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private Task? _running;
    private bool _disposed;

    /// <summary>Makes a stream that is not connected yet.</summary>
    /// <exception cref="ArgumentException">The options make no sense.</exception>
    public LiveStream(ILiveSink sink, LiveStreamOptions options)
    {
        ArgumentNullException.ThrowIfNull(sink);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
        _states = new LiveStates(new LiveState(LiveStatus.Idle, options.TimeProvider.GetUtcNow()), options.Unhandled);
        _progress = new StreamProgress(options.After);
        _loop = new LiveLoop(options, _states, _progress, _tally, new Intake(sink, options, _progress, _tally));
    }

    /// <summary>How it stands now.</summary>
    public LiveState State => _states.Current;

    /// <summary>The last event that was applied: everything up to it is in the sink. Null before the first snapshot.</summary>
    public StreamCursor? Position => _progress.Position;

    /// <summary>What it has gone through.</summary>
    public LiveCounts Counts => _tally.Read();

    internal int Listeners => _states.Listeners;

    /// <summary>Connects, and stays connected until disposed. Any further call does nothing.</summary>
    /// <exception cref="ObjectDisposedException">It is disposed.</exception>
    public void Connect()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_running is not null) return;
            // On the pool and without its context: the loop must not depend on whoever connects.
            using (ExecutionContext.SuppressFlow()) _running = Task.Run(() => _loop.RunAsync(_stop.Token));
        }
    }

    /// <summary>Ends the wait for the next attempt: the network is back, or somebody asks for it.</summary>
    public void RetryNow() => _loop.RetryNow();

    /// <summary>Ends when it is live; at once if it is.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled, or the stream disposed.</exception>
    public async Task WhenLiveAsync(CancellationToken cancellationToken = default)
    {
        var live = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listening = _states.Add(state => Settle(live, state), null, now: true);
        await live.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Ends when everything up to a cursor is in the sink, as after a write whose answer names its cursor.</summary>
    /// <remarks>If the stream starts over in another epoch, there is nothing left to wait for.</remarks>
    /// <exception cref="OperationCanceledException">The token was cancelled, or the stream disposed.</exception>
    public async Task WhenAppliedAsync(StreamCursor cursor, CancellationToken cancellationToken = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, cancellationToken);
        await _progress.ReachAsync(cursor, either.Token);
    }

    /// <summary>Calls the listener at every change of <see cref="State"/>, not for the state as it is. Dispose what it returns to stop.</summary>
    public IDisposable Subscribe(Action<LiveState> listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        return _states.Add(listener, null, now: false);
    }

    /// <summary>Calls <see cref="IObserver{T}.OnNext"/> with the state as it is and at every change, and completes when disposed.</summary>
    public IDisposable Subscribe(IObserver<LiveState> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        return _states.Add(observer.OnNext, observer.OnCompleted, now: true);
    }

    /// <summary>Disconnects for good. When it returns, the sink is not called any more.</summary>
    public async ValueTask DisposeAsync()
    {
        Task? running;
        lock (_gate)
        {
            running = _running;
            if (!_disposed)
            {
                _disposed = true;
                _running = running = CloseAsync(_running);
            }
        }
        if (running is not null) await running;
    }

    private static void Settle(TaskCompletionSource live, LiveState state)
    {
        if (state.Status == LiveStatus.Live) live.TrySetResult();
        else if (state.Status == LiveStatus.Closed) live.TrySetCanceled();
    }

    private async Task CloseAsync(Task? loop)
    {
        await _stop.CancelAsync();
        if (loop is not null) await loop;
        _states.MoveTo(_states.Current with { Status = LiveStatus.Closed, Since = _options.TimeProvider.GetUtcNow(), NextAttemptAt = null });
        _states.Complete();
    }
}
