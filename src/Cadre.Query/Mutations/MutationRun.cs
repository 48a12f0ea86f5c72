namespace Cadre.Query;

/// <summary>The attempts of one mutation, from the first to the answer or the error; its callbacks are not part of it.</summary>
internal sealed class MutationRun<TVariables, TData, TContext>(CachedMutation<TVariables, TData, TContext> mutation, TVariables variables, MutationOptions options)
    : Retryer<TData>(
        mutation.Client,
        options.Retry ?? Retry.Never,
        options.RetryDelay ?? RetryDelay.Exponential,
        options.NetworkMode ?? NetworkMode.Online)
{
    // An attempt may be started by whatever it waited for. What flows with the caller is still that of who began the mutation.
    private readonly ExecutionContext? _callersContext = ExecutionContext.Capture();

    protected override bool CanRun_NeedsLock => Client.Mutations.Scopes.IsFirst_NeedsLock(mutation);

    protected override Task<TData> Attempt()
    {
        if (_callersContext is null) return mutation.Call(variables);
        Task<TData>? attempt = null;
        ExecutionContext.Run(_callersContext, _ => attempt = mutation.Call(variables), null);
        return attempt!;
    }

    protected override void OnSucceeded_NeedsLock(TData data)
    {
        mutation.OnAnswered_NeedsLock();
        base.OnSucceeded_NeedsLock(data);
    }

    protected override void OnFailedForGood_NeedsLock(Exception error)
    {
        mutation.OnAnswered_NeedsLock();
        base.OnFailedForGood_NeedsLock(error);
    }

    protected override void OnFailed_NeedsLock(int failures, Exception error) => mutation.OnAttemptFailed_NeedsLock(failures, error);

    protected override void OnPaused_NeedsLock() => mutation.OnPaused_NeedsLock();

    protected override void OnContinued_NeedsLock() => mutation.OnContinued_NeedsLock();
}
