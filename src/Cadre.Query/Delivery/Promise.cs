namespace Cadre.Query;

/// <summary>An answer that is told in its turn, after whatever was told before it.</summary>
internal class Promise<T> : IDelivery
{
    private readonly TaskCompletionSource<T> _completion;

    // In the one context of a deterministic test nothing may go through the thread pool.
    public Promise(QueryClient client)
    {
        Client = client;
        _completion = new(client.Options.ContinueOnCapturedContext ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public Task<T> Completion => _completion.Task;

    private protected QueryClient Client { get; }

    public void Succeed_NeedsLock(T data) => Settle_NeedsLock(new Outcome(data, null));

    public void Fail_NeedsLock(Exception error) => Settle_NeedsLock(new Outcome(default!, error));

    void IDelivery.Deliver(object? what)
    {
        if (Client.Options.ContinueOnCapturedContext && SynchronizationContext.Current is { } context) context.Post(Complete, what);
        else Complete(what);
    }

    private void Complete(object? outcome)
    {
        var (data, error) = (Outcome)outcome!;
        if (error is null)
        {
            _completion.TrySetResult(data);
            return;
        }
        _completion.TrySetException(error);
        // What nobody awaits is no unobserved error: the error is in the state.
        _ = _completion.Task.Exception;
    }

    private protected virtual void Settle_NeedsLock(Outcome outcome) => Client.Turns.Tell_NeedsLock(this, outcome);

    private protected sealed record Outcome(T Data, Exception? Error);
}
