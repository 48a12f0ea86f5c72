namespace Cadre.Live;

/// <summary>The state of a stream and who listens to it. One thread moves it, any may look and listen.</summary>
internal sealed class LiveStates(LiveState first, Action<Exception>? unhandled)
{
    private readonly Lock _gate = new();
    private Numbered _current = new(first, 0);
    private Listener[] _listeners = [];

    public LiveState Current => Volatile.Read(ref _current).State;

    public int Listeners => Volatile.Read(ref _listeners).Length;

    public void MoveTo(LiveState state)
    {
        Listener[] listeners;
        var moved = new Numbered(state, _current.Number + 1);
        lock (_gate)
        {
            Volatile.Write(ref _current, moved);
            listeners = _listeners;
        }
        foreach (var listener in listeners) Tell(listener, moved);
    }

    /// <param name="call">What to call.</param>
    /// <param name="completed">What to call after the last state; null: nothing.</param>
    /// <param name="now">Whether to call for the state as it is.</param>
    public IDisposable Add(Action<LiveState> call, Action? completed, bool now)
    {
        var listener = new Listener(this, call, completed);
        Numbered current;
        lock (_gate)
        {
            current = _current;
            Volatile.Write(ref _listeners, [.. _listeners, listener]);
        }
        if (now) Tell(listener, current);
        else listener.Skip(current.Number);
        return listener;
    }

    /// <summary>Lets all of them go.</summary>
    public void Complete()
    {
        Listener[] listeners;
        lock (_gate)
        {
            listeners = _listeners;
            Volatile.Write(ref _listeners, []);
        }
        foreach (var listener in listeners) Guard.Run(() => listener.Completed?.Invoke(), unhandled);
    }

    private void Tell(Listener listener, Numbered state) => Guard.Run(() => listener.Tell(state), unhandled);

    private sealed record Numbered(LiveState State, long Number);

    private sealed class Listener(LiveStates states, Action<LiveState> call, Action? completed) : IDisposable
    {
        private readonly Lock _turn = new();
        private long _told = -1;
        private volatile bool _gone;

        public Action? Completed => completed;

        public void Skip(long number)
        {
            lock (_turn) _told = Math.Max(_told, number);
        }

        /// <summary>The first call may meet a change on another thread: nobody is told an older state after a newer one.</summary>
        public void Tell(Numbered state)
        {
            lock (_turn)
            {
                if (_gone || state.Number <= _told) return;
                _told = state.Number;
                call(state.State);
            }
        }

        public void Dispose()
        {
            _gone = true;
            lock (states._gate) Volatile.Write(ref states._listeners, Array.FindAll(states._listeners, other => other != this));
        }
    }
}
