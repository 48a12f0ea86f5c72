namespace Cadre.Query;

/// <summary>What can be said of a mutation whatever its types; what is null falls back to defaults by key, to the client's, then to Cadre's.</summary>
public record MutationOptions
{
    /// <summary>What identifies the mutation for defaults and filters.</summary>
    public QueryKey? Key { get; init; }

    /// <summary>Whether a failed attempt is repeated.</summary>
    /// <value>Never.</value>
    public Retry? Retry { get; init; }

    /// <summary>How long to wait before a retry.</summary>
    /// <value><see cref="RetryDelay.Exponential"/>.</value>
    public RetryDelay? RetryDelay { get; init; }

    /// <summary>What it does while there is no network.</summary>
    /// <value><see cref="Query.NetworkMode.Online"/>.</value>
    public NetworkMode? NetworkMode { get; init; }

    /// <summary>How long a finished, unobserved mutation is kept.</summary>
    /// <value>Five minutes; for ever on a server. <see cref="Timeout.InfiniteTimeSpan"/> is for ever.</value>
    public TimeSpan? GcTime { get; init; }

    /// <summary>Mutations of the same scope run one after the other, in the order in which they were started.</summary>
    /// <remarks>
    /// Each holds the scope until its callbacks are done, also while it waits for the network. When that is back, queries go on only after all
    /// mutations that waited: a callback in a scope that others wait in must not itself wait for a fetch that the network has stopped.
    /// </remarks>
    /// <value>None.</value>
    public string? Scope { get; init; }

    /// <summary>Anything that belongs to the mutation.</summary>
    public IReadOnlyDictionary<string, object?>? Meta { get; init; }

    /// <summary>Whether it has functions, and so types.</summary>
    internal virtual bool IsTyped => false;

    /// <summary>One of the same type that says nothing.</summary>
    internal virtual MutationOptions Blank => new();

    /// <summary>Puts a mutation into the cache that another client or another life of this one began.</summary>
    internal virtual CachedMutation Restore_NeedsLock(MutationCache mutations, MutationState state) =>
        new MutationDefinition<object?, object?, object?>().WithDefaults(this).Restore_NeedsLock(mutations, state);

    /// <summary>These options, with what they leave open taken from <paramref name="defaults"/>.</summary>
    internal virtual MutationOptions WithDefaults(MutationOptions defaults) => this with
    {
        Key = Key ?? defaults.Key,
        Retry = Retry ?? defaults.Retry,
        RetryDelay = RetryDelay ?? defaults.RetryDelay,
        NetworkMode = NetworkMode ?? defaults.NetworkMode,
        GcTime = GcTime ?? defaults.GcTime,
        Scope = Scope ?? defaults.Scope,
        Meta = Meta ?? defaults.Meta,
    };
}
