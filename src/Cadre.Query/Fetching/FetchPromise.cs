namespace Cadre.Query;

/// <summary>What all callers of one fetch wait for. Its members belong to the client's turns.</summary>
internal sealed class FetchPromise<TData>(QueryClient client) : IDelivery
{
    private readonly TaskCompletionSource<TData> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private List<FetchPromise<TData>>? _followers;
    private FetchPromise<TData>? _successor;
    private int _callers;

    public Task<TData> Completion => _completion.Task;

    /// <summary>Whether a caller still waits.</summary>
    public bool IsAwaited => _callers > 0;

    public void Enter_NeedsLock() => _callers++;

    public void Leave_NeedsLock()
    {
        _callers--;
        _successor?.Leave_NeedsLock();
    }

    /// <summary>Ends as the fetch ends that took the place of this one; its callers wait for that one from now on.</summary>
    public void Follow_NeedsLock(FetchPromise<TData> successor)
    {
        _successor = successor;
        successor._callers += _callers;
        (successor._followers ??= []).Add(this);
    }

    public void Succeed_NeedsLock(TData data) => Settle_NeedsLock(new Outcome(data, null));

    public void Fail_NeedsLock(Exception error) => Settle_NeedsLock(new Outcome(default!, error));

    void IDelivery.Deliver(object? what)
    {
        var (data, error) = (Outcome)what!;
        if (error is null)
        {
            _completion.TrySetResult(data);
            return;
        }
        _completion.TrySetException(error);
        // A fetch that nobody awaits is no unobserved error: its error is in the state.
        _ = _completion.Task.Exception;
    }

    private void Settle_NeedsLock(Outcome outcome)
    {
        client.Turns.Tell_NeedsLock(this, outcome);
        foreach (var follower in _followers ?? []) follower.Settle_NeedsLock(outcome);
    }

    private sealed record Outcome(TData Data, Exception? Error);
}
