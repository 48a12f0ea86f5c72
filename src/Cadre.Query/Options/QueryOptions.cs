namespace Cadre.Query;

/// <summary>What can be said of a query whatever the type of its data; what is null falls back to defaults by key, to the client's, then to Cadre's.</summary>
public record QueryOptions
{
    /// <summary>Whether a failed fetch is repeated.</summary>
    /// <value>Three times; never for <see cref="QueryClient.FetchAsync{TData}"/> and its kin, and never on a server.</value>
    public Retry? Retry { get; init; }

    /// <summary>How long to wait before a retry.</summary>
    /// <value><see cref="RetryDelay.Exponential"/>.</value>
    public RetryDelay? RetryDelay { get; init; }

    /// <summary>What a fetch does while there is no network.</summary>
    /// <value><see cref="Query.NetworkMode.Online"/>; <see cref="Query.NetworkMode.OfflineFirst"/> if there is a persister.</value>
    public NetworkMode? NetworkMode { get; init; }

    /// <summary>How long an unobserved query is kept; the longest that a query was ever given counts.</summary>
    /// <value>Five minutes; for ever on a server. <see cref="Timeout.InfiniteTimeSpan"/> is for ever.</value>
    public TimeSpan? GcTime { get; init; }

    /// <summary>How long data counts as fresh.</summary>
    /// <value>Zero.</value>
    public StaleTime? StaleTime { get; init; }

    /// <summary>Whether observers fetch by themselves. Imperative calls ignore it.</summary>
    /// <value>True.</value>
    public Setting<bool>? Enabled { get; init; }

    /// <summary>Whether a first observer repeats a fetch that ended in an error without data.</summary>
    /// <value>True.</value>
    public Setting<bool>? RetryOnMount { get; init; }

    /// <summary>What the first subscription does.</summary>
    /// <value><see cref="RefetchTrigger.IfStale"/>.</value>
    public Setting<RefetchTrigger>? RefetchOnMount { get; init; }

    /// <summary>What the return of focus does.</summary>
    /// <value><see cref="RefetchTrigger.IfStale"/>.</value>
    public Setting<RefetchTrigger>? RefetchOnFocus { get; init; }

    /// <summary>What the return of the network does.</summary>
    /// <value><see cref="RefetchTrigger.IfStale"/>; never if <see cref="NetworkMode"/> is always.</value>
    public Setting<RefetchTrigger>? RefetchOnReconnect { get; init; }

    /// <summary>Polls at this interval, counted from the last change of the query; zero is off.</summary>
    /// <value>Off.</value>
    public Setting<TimeSpan>? RefetchInterval { get; init; }

    /// <summary>Whether polling goes on without focus.</summary>
    /// <value>False.</value>
    public bool? RefetchIntervalInBackground { get; init; }

    /// <summary>Whether parts of new data that equal the old keep the old reference.</summary>
    /// <value>True.</value>
    public bool? StructuralSharing { get; init; }

    /// <summary>Which fields of the result listeners are told about.</summary>
    /// <value>All.</value>
    public Setting<ResultFields>? NotifyOn { get; init; }

    /// <summary>Whether a changed error is told to listeners whatever <see cref="NotifyOn"/> says.</summary>
    /// <value>False.</value>
    public bool? ThrowOnError { get; init; }

    /// <summary>Anything that belongs to the query; reaches the fetch and the cache's callbacks.</summary>
    public IReadOnlyDictionary<string, object?>? Meta { get; init; }

    /// <summary>These options, with what they leave open taken from <paramref name="defaults"/>.</summary>
    internal virtual QueryOptions WithDefaults(QueryOptions defaults) => this with
    {
        Retry = Retry ?? defaults.Retry,
        RetryDelay = RetryDelay ?? defaults.RetryDelay,
        NetworkMode = NetworkMode ?? defaults.NetworkMode,
        GcTime = GcTime ?? defaults.GcTime,
        StaleTime = StaleTime ?? defaults.StaleTime,
        Enabled = Enabled ?? defaults.Enabled,
        RetryOnMount = RetryOnMount ?? defaults.RetryOnMount,
        RefetchOnMount = RefetchOnMount ?? defaults.RefetchOnMount,
        RefetchOnFocus = RefetchOnFocus ?? defaults.RefetchOnFocus,
        RefetchOnReconnect = RefetchOnReconnect ?? defaults.RefetchOnReconnect,
        RefetchInterval = RefetchInterval ?? defaults.RefetchInterval,
        RefetchIntervalInBackground = RefetchIntervalInBackground ?? defaults.RefetchIntervalInBackground,
        StructuralSharing = StructuralSharing ?? defaults.StructuralSharing,
        NotifyOn = NotifyOn ?? defaults.NotifyOn,
        ThrowOnError = ThrowOnError ?? defaults.ThrowOnError,
        Meta = Meta ?? defaults.Meta,
    };

    /// <summary>These typed options, with whatever the untyped <paramref name="above"/> says in their place.</summary>
    internal QueryOptions Overlaid(QueryOptions above)
    {
        var merged = above.WithDefaults(this);
        return this with
        {
            Retry = merged.Retry,
            RetryDelay = merged.RetryDelay,
            NetworkMode = merged.NetworkMode,
            GcTime = merged.GcTime,
            StaleTime = merged.StaleTime,
            Enabled = merged.Enabled,
            RetryOnMount = merged.RetryOnMount,
            RefetchOnMount = merged.RefetchOnMount,
            RefetchOnFocus = merged.RefetchOnFocus,
            RefetchOnReconnect = merged.RefetchOnReconnect,
            RefetchInterval = merged.RefetchInterval,
            RefetchIntervalInBackground = merged.RefetchIntervalInBackground,
            StructuralSharing = merged.StructuralSharing,
            NotifyOn = merged.NotifyOn,
            ThrowOnError = merged.ThrowOnError,
            Meta = merged.Meta,
        };
    }
}
