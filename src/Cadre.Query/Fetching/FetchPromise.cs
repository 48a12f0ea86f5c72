namespace Cadre.Query;

/// <summary>What all callers of one fetch wait for. A fetch that replaces another takes over its promise.</summary>
internal sealed class FetchPromise<TData>(QueryClient client)
{
    private readonly TaskCompletionSource<TData> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _callers;

    public Task<TData> Completion => _completion.Task;

    /// <summary>Whether a caller still waits. Belongs to the client's turns.</summary>
    public bool IsAwaited => _callers > 0;

    public void Enter_NeedsLock() => _callers++;

    public void Leave_NeedsLock() => _callers--;

    public void Succeed_NeedsLock(TData data) => client.Turns.Tell_NeedsLock(new Success(this, data), null);

    public void Fail_NeedsLock(Exception error) => client.Turns.Tell_NeedsLock(new Failure(this), error);

    private sealed class Success(FetchPromise<TData> promise, TData data) : IDelivery
    {
        public void Deliver(object? what) => promise._completion.TrySetResult(data);
    }

    private sealed class Failure(FetchPromise<TData> promise) : IDelivery
    {
        public void Deliver(object? what)
        {
            promise._completion.TrySetException((Exception)what!);
            // A fetch that nobody awaits is no unobserved error: its error is in the state.
            _ = promise._completion.Task.Exception;
        }
    }
}
