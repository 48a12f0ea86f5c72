namespace Cadre.Query;

/// <summary>What a mutation does one after the other: callbacks, attempts, callbacks, final state. Each callback is awaited.</summary>
internal sealed class MutationLife<TVariables, TData, TContext>(
    CachedMutation<TVariables, TData, TContext> mutation, MutationRun<TVariables, TData, TContext> run, TVariables variables) : IDelivery
{
    private readonly Promise<TData> _promise = new(mutation.Client);
    private readonly QueryClient _client = mutation.Client;
    private readonly bool _capture = mutation.Client.Options.ContinueOnCapturedContext;

    /// <summary>Ends after everybody was told of the final state.</summary>
    public Task<TData> Completion => _promise.Completion;

    private Optional<TContext> Context => mutation.State.Context;

    private MutationDefinition<TVariables, TData, TContext> Definition => mutation.Options;

    private MutationCacheCallbacks ForAll => _client.Options.MutationCallbacks;

    /// <param name="what">Whether the mutation was restored: what is before the function was done in another life.</param>
    public void Deliver(object? what) => _ = RunAsync(isRestored: (bool)what!);

    /// <summary>Never fails: whatever happens is in the final state.</summary>
    private async Task RunAsync(bool isRestored)
    {
        var data = default(TData)!;
        Exception? error = null;
        try
        {
            if (!isRestored) await PrepareAsync().ConfigureAwait(_capture);
            using (_client.Turns.Begin()) mutation.Start_NeedsLock();
            data = await run.Completion.ConfigureAwait(_capture);
            await OnSuccessAsync(data).ConfigureAwait(_capture);
        }
        catch (Exception thrown)
        {
            error = thrown;
        }
        if (error is not null) await OnErrorAsync(error).ConfigureAwait(_capture);

        using var turn = _client.Turns.Begin();
        if (error is null)
        {
            mutation.Succeed_NeedsLock(data);
            _promise.Succeed_NeedsLock(data);
        }
        else
        {
            mutation.Fail_NeedsLock(error);
            _promise.Fail_NeedsLock(error);
        }
    }

    private async Task PrepareAsync()
    {
        if (ForAll.OnMutate is { } forAll) await forAll(variables, mutation).ConfigureAwait(_capture);
        await LetOthersAsync().ConfigureAwait(_capture);
        if (Definition.OnMutate is not { } own) return;
        var context = await own(variables, mutation.Context).ConfigureAwait(_capture);
        if (!context.HasValue) return;
        using var turn = _client.Turns.Begin();
        mutation.SetContext_NeedsLock(context);
    }

    private async Task OnSuccessAsync(TData data)
    {
        if (mutation.HasLayers) MutationCallbacks.Current = mutation;
        if (ForAll.OnSuccess is { } successOfAll) await successOfAll(data, variables, Context.Boxed(), mutation).ConfigureAwait(_capture);
        await LetOthersAsync().ConfigureAwait(_capture);
        if (Definition.OnSuccess is { } success) await success(data, variables, Context, mutation.Context).ConfigureAwait(_capture);
        await LetOthersAsync().ConfigureAwait(_capture);
        if (ForAll.OnSettled is { } settledOfAll)
            await settledOfAll(Optional.Of<object?>(data), null, variables, Context.Boxed(), mutation).ConfigureAwait(_capture);
        await LetOthersAsync().ConfigureAwait(_capture);
        if (Definition.OnSettled is { } settled) await settled(data, null, variables, Context, mutation.Context).ConfigureAwait(_capture);
    }

    private async Task OnErrorAsync(Exception error)
    {
        if (mutation.HasLayers) MutationCallbacks.Current = mutation;
        await QuietlyAsync(() => ForAll.OnError?.Invoke(error, variables, Context.Boxed(), mutation)).ConfigureAwait(_capture);
        await QuietlyAsync(() => Definition.OnError?.Invoke(error, variables, Context, mutation.Context)).ConfigureAwait(_capture);
        await QuietlyAsync(() => ForAll.OnSettled?.Invoke(default, error, variables, Context.Boxed(), mutation)).ConfigureAwait(_capture);
        await QuietlyAsync(() => Definition.OnSettled?.Invoke(default, error, variables, Context, mutation.Context)).ConfigureAwait(_capture);
    }

    /// <summary>An error in the way of an error does not hide it.</summary>
    private async Task QuietlyAsync(Func<ValueTask?> callback)
    {
        try
        {
            if (callback() is { } called) await called.ConfigureAwait(_capture);
        }
        catch (Exception error)
        {
            _client.Unhandled(error);
        }
        await LetOthersAsync().ConfigureAwait(_capture);
    }

    /// <summary>In the one context of a deterministic test, each step of a mutation lets go on what waits for the step before.</summary>
    private async ValueTask LetOthersAsync()
    {
        if (_capture) await Task.Yield();
    }
}
