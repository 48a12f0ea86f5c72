namespace Cadre.Live;

/// <summary>Wakes one waiter from any thread. A call while nobody waits is forgotten.</summary>
internal sealed class WakeUp
{
    private TaskCompletionSource? _waiting;

    public void Call() => Volatile.Read(ref _waiting)?.TrySetResult();

    public Task Called()
    {
        var waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _waiting, waiting);
        return waiting.Task;
    }
}
