namespace Cadre.Query;

/// <summary>Those who want to hear of something, in the order in which they came. Its members belong to the client's turns.</summary>
internal sealed class Listeners<T>(Turns turns)
    where T : class
{
    private Listener[] _all = [];

    public bool Any => _all.Length > 0;

    /// <param name="call">What to call, outside the lock.</param>
    /// <param name="onLeft">What to do inside the turn in which the listener leaves.</param>
    /// <param name="onCleared">What to call, outside the lock, if it was not the listener who left.</param>
    public IDisposable Add_NeedsLock(Action<T> call, Action? onLeft = null, Action? onCleared = null)
    {
        var listener = new Listener(this, call, onLeft, onCleared);
        _all = [.. _all, listener];
        return listener;
    }

    public void Tell_NeedsLock(T what)
    {
        foreach (var listener in _all) turns.Tell_NeedsLock(listener, what);
    }

    /// <summary>Lets all of them go.</summary>
    public void Clear_NeedsLock()
    {
        foreach (var listener in _all)
        {
            listener.Stop();
            if (listener.OnCleared is not null) turns.Tell_NeedsLock(listener, null);
        }
        _all = [];
    }

    private void Leave(Listener listener)
    {
        using var turn = turns.Begin();
        var left = Array.FindAll(_all, other => other != listener);
        if (left.Length == _all.Length) return;
        _all = left;
        listener.OnLeft?.Invoke();
    }

    private sealed class Listener(Listeners<T> listeners, Action<T> call, Action? onLeft, Action? onCleared) : IDelivery, IDisposable
    {
        private volatile bool _gone;

        public Action? OnLeft { get; } = onLeft;

        public Action? OnCleared { get; } = onCleared;

        public void Deliver(object? what)
        {
            if (what is null) OnCleared?.Invoke();
            else if (!_gone) call((T)what);
        }

        public void Stop() => _gone = true;

        public void Dispose()
        {
            Stop();
            listeners.Leave(this);
        }
    }
}
