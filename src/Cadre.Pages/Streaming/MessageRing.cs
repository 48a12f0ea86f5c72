namespace Cadre.Pages.Streaming;

/// <summary>The newest messages of a page; who is further behind gets the whole page instead. Safe for use from any thread.</summary>
internal sealed class MessageRing(int messages, int bytes)
{
    private readonly Lock _gate = new();
    private readonly Queue<byte[]> _kept = new();
    private TaskCompletionSource _more = New();
    private long _size;

    /// <summary>How many messages there were.</summary>
    public long Newest { get; private set; }

    /// <summary>Adds a message, whose number is <see cref="Newest"/> + 1, and wakes who waits.</summary>
    public void Add(byte[] message)
    {
        TaskCompletionSource waiting;
        lock (_gate)
        {
            Newest++;
            _kept.Enqueue(message);
            _size += message.Length;
            while (_kept.Count > messages || (_size > bytes && _kept.Count > 1)) _size -= _kept.Dequeue().Length;
            (waiting, _more) = (_more, New());
        }
        waiting.SetResult();
    }

    /// <summary>The messages behind a place, null if they are no longer kept or the place is unknown, and what to await if there are none.</summary>
    public (byte[][]? Messages, long Newest, Task More) After(long place)
    {
        lock (_gate)
        {
            if (place < Newest - _kept.Count || place > Newest) return (null, Newest, _more.Task);
            return ([.. _kept.Skip((int)(place - (Newest - _kept.Count)))], Newest, _more.Task);
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
