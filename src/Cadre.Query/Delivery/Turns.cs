namespace Cadre.Query;

/// <summary>The client's lock, and what is to be done once it is free again.</summary>
/// <remarks>
/// State changes only inside a turn. What listeners are to be told is queued in the order of the changes and delivered outside the lock by one
/// thread at a time, so that nobody sees an older result after a newer one. What a turn starts (user functions) runs on the turn's own thread.
/// </remarks>
internal sealed class Turns(Action<Exception> unhandled)
{
    private const int Nobody = 0;

    private readonly Lock _gate = new();
    private readonly Reports _reports = new(unhandled);
    private List<Delivery> _queue = [];
    private List<Delivery> _spare = [];
    private List<Delivery>? _starts;
    private int _depth;
    private int _held;
    private int _deliverer = Nobody;

    public bool IsHeldByMe => _gate.IsHeldByCurrentThread;

    /// <summary>Whether nothing is under way: nobody has a turn, delivers or holds, and nothing waits to be told.</summary>
    internal bool IsQuiet
    {
        get
        {
            lock (_gate) return _depth == 0 && _held == 0 && _deliverer == Nobody && _queue.Count == 0 && _starts is null;
        }
    }

    public override string ToString()
    {
        lock (_gate) return $"turns: depth {_depth}, {_held} hold, {_queue.Count} to tell{(_deliverer == Nobody ? "" : $", thread {_deliverer} tells")}";
    }

    /// <summary>Takes the lock; turns nest.</summary>
    public Turn Begin()
    {
        _gate.Enter();
        _depth++;
        return new Turn(this);
    }

    /// <summary>Tells somebody, after the turn and outside the lock, in the order of all such calls.</summary>
    public void Tell_NeedsLock(IDelivery to, object? what) => _queue.Add(new Delivery(to, what));

    /// <summary>Runs something at the end of the turn, outside the lock, on the thread of the turn, after what the turn told.</summary>
    public void Start_NeedsLock(IDelivery what, object? argument) => (_starts ??= []).Add(new Delivery(what, argument));

    /// <summary>Reports an exception that no caller hears of, after the turn.</summary>
    public void Report_NeedsLock(Exception error) => Tell_NeedsLock(_reports, error);

    /// <summary>Holds deliveries back until as many calls of <see cref="Release"/>.</summary>
    public void Hold()
    {
        lock (_gate) _held++;
    }

    /// <summary>Takes back one <see cref="Hold"/>.</summary>
    public void Release()
    {
        using var turn = Begin();
        _held--;
    }

    private void End()
    {
        if (_depth > 1)
        {
            _depth--;
            _gate.Exit();
            return;
        }
        var starts = _starts;
        _starts = null;
        if (starts is not null && _deliverer == Environment.CurrentManagedThreadId)
        {
            // The turn was part of a delivery: what it told is still to be delivered, and comes first.
            _queue.AddRange(starts);
            starts = null;
        }
        var deliver = _deliverer == Nobody && _held == 0 && _queue.Count > 0;
        if (deliver) _deliverer = Environment.CurrentManagedThreadId;
        _depth = 0;
        _gate.Exit();
        if (deliver) DeliverAll();
        if (starts is not null) Run(starts);
    }

    private void DeliverAll()
    {
        while (true)
        {
            List<Delivery> batch;
            lock (_gate)
            {
                if (_queue.Count == 0 || _held > 0)
                {
                    _deliverer = Nobody;
                    return;
                }
                batch = _queue;
                _queue = _spare;
            }
            Run(batch);
            batch.Clear();
            _spare = batch;
        }
    }

    private void Run(List<Delivery> deliveries)
    {
        for (var i = 0; i < deliveries.Count; i++)
        {
            try
            {
                deliveries[i].To.Deliver(deliveries[i].What);
            }
            catch (Exception error)
            {
                unhandled(error);
            }
        }
    }

    public readonly ref struct Turn(Turns turns)
    {
        public void Dispose() => turns.End();
    }

    private sealed class Reports(Action<Exception> unhandled) : IDelivery
    {
        public void Deliver(object? what) => unhandled((Exception)what!);
    }

    private readonly record struct Delivery(IDelivery To, object? What);
}

/// <summary>Somebody who is told something outside the lock.</summary>
internal interface IDelivery
{
    void Deliver(object? what);
}
