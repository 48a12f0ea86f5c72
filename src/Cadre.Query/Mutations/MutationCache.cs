namespace Cadre.Query;

/// <summary>All mutations of a client. Safe for use from any thread.</summary>
public sealed class MutationCache
{
    private readonly QueryClient _client;
    private readonly LinkedList<CachedMutation> _mutations = [];
    private readonly Listeners<MutationCacheEvent> _listeners;
    private int _lastId;

    internal MutationCache(QueryClient client)
    {
        _client = client;
        _listeners = new Listeners<MutationCacheEvent>(client.Turns);
    }

    internal MutationScopes Scopes { get; } = new();

    internal LayerStack Layers { get; } = new();

    /// <summary>The first mutation that the filter means; the key of the filter is compared exactly.</summary>
    public CachedMutation? Find(MutationFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        using var turn = _client.Turns.Begin();
        return _mutations.FirstOrDefault(mutation => filter.Means(mutation, exact: true));
    }

    /// <summary>The mutations that the filter means, oldest first.</summary>
    public IReadOnlyList<CachedMutation> FindAll(MutationFilter? filter = null)
    {
        using var turn = _client.Turns.Begin();
        return filter is null ? [.. _mutations] : [.. _mutations.Where(mutation => filter.Means(mutation, filter.Exact))];
    }

    /// <summary>Tells of everything that happens to mutations, in order. Dispose what it returns to stop.</summary>
    public IDisposable Subscribe(Action<MutationCacheEvent> listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        using var turn = _client.Turns.Begin();
        return _listeners.Add_NeedsLock(listener);
    }

    /// <summary>Makes a mutation that is not started yet, or one that was restored.</summary>
    internal CachedMutation<TVariables, TData, TContext> Add_NeedsLock<TVariables, TData, TContext>(
        MutationDefinition<TVariables, TData, TContext> definition, MutationState<TVariables, TData, TContext>? state = null)
    {
        _client.ThrowIfDisposed();
        var mutation = new CachedMutation<TVariables, TData, TContext>(_client, ++_lastId, definition, state);
        mutation.Place = _mutations.AddLast(mutation);
        if (mutation.IsPending) mutation.Enter_NeedsLock(mutation.State.Variables);
        Tell_NeedsLock(MutationCacheEventType.Added, mutation);
        return mutation;
    }

    internal void Remove_NeedsLock(CachedMutation mutation)
    {
        if (mutation.Place is not { } place) return;
        _mutations.Remove(place);
        mutation.Place = null;
        mutation.Retire_NeedsLock();
        Tell_NeedsLock(MutationCacheEventType.Removed, mutation);
    }

    /// <summary>Forgets all mutations.</summary>
    /// <param name="cancel">Whether those that are pending also end at once; else they are only asked to stop.</param>
    internal void Clear_NeedsLock(bool cancel)
    {
        Scopes.Clear_NeedsLock();
        foreach (var mutation in _mutations.ToArray())
        {
            if (mutation.IsPending && cancel) mutation.Cancel_NeedsLock();
            else if (mutation.IsPending && !_client.Options.StrictParity) mutation.AskToStop_NeedsLock();
            Remove_NeedsLock(mutation);
        }
    }

    internal void Tell_NeedsLock(MutationAction action, CachedMutation mutation)
    {
        if (_listeners.Any) _listeners.Tell_NeedsLock(new(MutationCacheEventType.Updated, mutation, action, mutation.State, null));
    }

    internal void Tell_NeedsLock(MutationCacheEventType type, CachedMutation mutation, object? observer = null)
    {
        if (_listeners.Any) _listeners.Tell_NeedsLock(new(type, mutation, MutationAction.None, mutation.State, observer));
    }
}
