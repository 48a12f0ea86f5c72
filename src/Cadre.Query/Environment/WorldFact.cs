using System.Collections.Immutable;
using System.Runtime.ExceptionServices;

namespace Cadre.Query;

/// <summary>A fact about the world that counts as true until somebody says otherwise, and those who want to hear of it.</summary>
/// <remarks>Listeners are told outside the lock, in the order of the changes. What one of them throws is thrown once all were told.</remarks>
internal sealed class WorldFact
{
    private readonly Turns _turns;
    private ImmutableList<Listener> _listeners = [];
    private bool? _said;
    private volatile bool _isTrue = true;
    private Exception? _thrown;

    public WorldFact(bool? said)
    {
        _said = said;
        _turns = new Turns(error => Interlocked.CompareExchange(ref _thrown, error, null));
    }

    public bool IsTrue => _isTrue;

    public void Say(bool? value)
    {
        using (_turns.Begin())
        {
            if (_said == value) return;
            _said = value;
            _isTrue = value ?? true;
            TellAll_NeedsLock();
        }
        ThrowWhatWasThrown();
    }

    public void Announce()
    {
        using (_turns.Begin()) TellAll_NeedsLock();
        ThrowWhatWasThrown();
    }

    public IDisposable Subscribe(Action<bool> listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        var entry = new Listener(this, listener);
        using (_turns.Begin()) _listeners = _listeners.Add(entry);
        return entry;
    }

    private void TellAll_NeedsLock()
    {
        foreach (var listener in _listeners) _turns.Tell_NeedsLock(listener, _isTrue);
    }

    private void ThrowWhatWasThrown()
    {
        if (Interlocked.Exchange(ref _thrown, null) is { } error) ExceptionDispatchInfo.Throw(error);
    }

    private sealed class Listener(WorldFact fact, Action<bool> call) : IDelivery, IDisposable
    {
        private volatile bool _gone;

        public void Deliver(object? what)
        {
            if (!_gone) call((bool)what!);
        }

        public void Dispose()
        {
            _gone = true;
            using (fact._turns.Begin()) fact._listeners = fact._listeners.Remove(this);
        }
    }
}
