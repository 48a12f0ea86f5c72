namespace Cadre.Query;

/// <summary>A mutation in the cache, whatever its types. Safe for use from any thread.</summary>
public abstract class CachedMutation
{
    private protected CachedMutation(QueryClient client, int id, string? scope)
    {
        Client = client;
        Id = id;
        Scope = scope;
        Collection = new MutationCollection(this);
    }

    /// <summary>The client it belongs to.</summary>
    public QueryClient Client { get; }

    /// <summary>Its number in the cache, from 1.</summary>
    public int Id { get; }

    /// <summary>Its options, with all defaults.</summary>
    public abstract MutationOptions Options { get; }

    /// <summary>What is known of it now.</summary>
    public abstract MutationState State { get; }

    /// <summary>Its scope when it was made; a mutation never changes over to another.</summary>
    internal string? Scope { get; }

    /// <summary>Where it stands among all mutations; null if it is not in the cache (any more).</summary>
    internal LinkedListNode<CachedMutation>? Place { get; set; }

    internal abstract bool IsObserved_NeedsLock { get; }

    internal bool IsPending => State.Status == MutationStatus.Pending;

    private protected MutationCollection Collection { get; }

    /// <summary>Continues it if it waits, or runs it again from its variables if it was restored. Completes when it settles.</summary>
    /// <remarks>The callbacks of a mutation that was only paused may still run when this completes.</remarks>
    /// <exception cref="InvalidOperationException">It was restored without variables.</exception>
    public abstract Task ContinueAsync();

    /// <summary>Goes on if what it waits for is there.</summary>
    internal abstract void Continue_NeedsLock();

    /// <summary>Asks the function to stop, and makes no more attempts.</summary>
    internal abstract void AskToStop_NeedsLock();

    /// <summary>Asks it to stop, and ends it at once with <see cref="QueryCancelledException"/>.</summary>
    internal abstract void Cancel_NeedsLock();

    /// <summary>Cancels it with a token, as long as it has not ended.</summary>
    internal void CancelUntil(Task end, CancellationToken token)
    {
        var registration = token.UnsafeRegister(static mutation => ((CachedMutation)mutation!).Cancel(), this);
        _ = end.ContinueWith(
            static (_, registration) => ((CancellationTokenRegistration)registration!).Unregister(),
            registration, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>It is in the cache no more.</summary>
    internal virtual void Retire_NeedsLock() => Collection.Stop_NeedsLock();

    private void Cancel()
    {
        using var turn = Client.Turns.Begin();
        if (IsPending) Cancel_NeedsLock();
    }
}
