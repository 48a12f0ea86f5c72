namespace Cadre.Query;

/// <summary>Callbacks of one call; they run only while the observer has a listener and still follows that call. Not awaited.</summary>
public sealed record MutateCallbacks<TVariables, TData, TContext>
{
    /// <summary>It succeeded.</summary>
    public Action<TData, TVariables, Optional<TContext>>? OnSuccess { get; init; }
    /// <summary>It failed for good.</summary>
    public Action<Exception, TVariables, Optional<TContext>>? OnError { get; init; }
    /// <summary>Either.</summary>
    public Action<Optional<TData>, Exception?, TVariables, Optional<TContext>>? OnSettled { get; init; }

    internal void TellSuccess_NeedsLock(QueryClient client, MutationState<TVariables, TData, TContext> state)
    {
        var (data, variables) = (state.Data.Value, state.Variables.Value);
        if (OnSuccess is { } success) Tell(client, () => success(data, variables, state.Context));
        if (OnSettled is { } settled) Tell(client, () => settled(data, null, variables, state.Context));
    }

    internal void TellError_NeedsLock(QueryClient client, MutationState<TVariables, TData, TContext> state)
    {
        var (error, variables) = (state.Error!, state.Variables.Value);
        if (OnError is { } failure) Tell(client, () => failure(error, variables, state.Context));
        if (OnSettled is { } settled) Tell(client, () => settled(default, error, variables, state.Context));
    }

    private static void Tell(QueryClient client, Action call) => client.Turns.Tell_NeedsLock(new Callback(call), null);

    private sealed class Callback(Action call) : IDelivery
    {
        public void Deliver(object? what) => call();
    }
}
