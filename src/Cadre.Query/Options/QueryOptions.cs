namespace Cadre.Query;

/// <summary>What can be said of a query whatever the type of its data; what is null falls back to defaults by key, to the client's, then to Cadre's.</summary>
public record QueryOptions
{
    /// <summary>All that was said, in one object: few definitions say much, and many say the same.</summary>
    internal OptionSet Set { get; init; } = OptionSet.Empty;

    /// <summary>Whether a failed fetch is repeated.</summary>
    /// <value>Three times; never for <see cref="QueryClient.FetchAsync{TData}"/> and its kin, and never on a server.</value>
    public Retry? Retry { get => Set.Retry; init => Set = Set with { Retry = value }; }

    /// <summary>How long to wait before a retry.</summary>
    /// <value><see cref="RetryDelay.Exponential"/>.</value>
    public RetryDelay? RetryDelay { get => Set.RetryDelay; init => Set = Set with { RetryDelay = value }; }

    /// <summary>What a fetch does while there is no network.</summary>
    /// <value><see cref="Query.NetworkMode.Online"/>; <see cref="Query.NetworkMode.OfflineFirst"/> if there is a persister.</value>
    public NetworkMode? NetworkMode { get => Set.NetworkMode; init => Set = Set with { NetworkMode = value }; }

    /// <summary>How long an unobserved query is kept; the longest that a query was ever given counts.</summary>
    /// <value>Five minutes; for ever on a server. <see cref="Timeout.InfiniteTimeSpan"/> is for ever.</value>
    public TimeSpan? GcTime { get => Set.GcTime; init => Set = Set with { GcTime = value }; }

    /// <summary>How long data counts as fresh.</summary>
    /// <value>Zero.</value>
    public StaleTime? StaleTime { get => Set.StaleTime; init => Set = Set with { StaleTime = value }; }

    /// <summary>Whether observers fetch by themselves. Imperative calls ignore it.</summary>
    /// <value>True.</value>
    public Setting<bool>? Enabled { get => Set.Enabled; init => Set = Set with { Enabled = value }; }

    /// <summary>Whether a first observer repeats a fetch that ended in an error without data.</summary>
    /// <value>True.</value>
    public Setting<bool>? RetryOnMount { get => Set.RetryOnMount; init => Set = Set with { RetryOnMount = value }; }

    /// <summary>What the first subscription does.</summary>
    /// <value><see cref="RefetchTrigger.IfStale"/>.</value>
    public Setting<RefetchTrigger>? RefetchOnMount { get => Set.RefetchOnMount; init => Set = Set with { RefetchOnMount = value }; }

    /// <summary>What the return of focus does.</summary>
    /// <value><see cref="RefetchTrigger.IfStale"/>.</value>
    public Setting<RefetchTrigger>? RefetchOnFocus { get => Set.RefetchOnFocus; init => Set = Set with { RefetchOnFocus = value }; }

    /// <summary>What the return of the network does.</summary>
    /// <value><see cref="RefetchTrigger.IfStale"/>; never if <see cref="NetworkMode"/> is always.</value>
    public Setting<RefetchTrigger>? RefetchOnReconnect { get => Set.RefetchOnReconnect; init => Set = Set with { RefetchOnReconnect = value }; }

    /// <summary>Polls at this interval, counted from the last change of the query; zero is off.</summary>
    /// <value>Off.</value>
    public Setting<TimeSpan>? RefetchInterval { get => Set.RefetchInterval; init => Set = Set with { RefetchInterval = value }; }

    /// <summary>Whether polling goes on without focus.</summary>
    /// <value>False.</value>
    public bool? RefetchIntervalInBackground { get => Set.RefetchIntervalInBackground; init => Set = Set with { RefetchIntervalInBackground = value }; }

    /// <summary>Whether parts of new data that equal the old keep the old reference.</summary>
    /// <value>True.</value>
    public bool? StructuralSharing { get => Set.StructuralSharing; init => Set = Set with { StructuralSharing = value }; }

    /// <summary>Which fields of the result listeners are told about.</summary>
    /// <value>All.</value>
    public Setting<ResultFields>? NotifyOn { get => Set.NotifyOn; init => Set = Set with { NotifyOn = value }; }

    /// <summary>Whether a changed error is told to listeners whatever <see cref="NotifyOn"/> says.</summary>
    /// <value>False.</value>
    public bool? ThrowOnError { get => Set.ThrowOnError; init => Set = Set with { ThrowOnError = value }; }

    /// <summary>Anything that belongs to the query; reaches the fetch and the cache's callbacks.</summary>
    public IReadOnlyDictionary<string, object?>? Meta { get => Set.Meta; init => Set = Set with { Meta = value }; }

    /// <summary>These options, with what they leave open taken from <paramref name="defaults"/>.</summary>
    internal virtual QueryOptions WithDefaults(QueryOptions defaults)
    {
        var set = Set.Over(defaults.Set);
        return ReferenceEquals(set, Set) ? this : this with { Set = set };
    }

    /// <summary>These options, with whatever <paramref name="above"/> says in their place.</summary>
    internal QueryOptions Under(QueryOptions above) => this with { Set = above.Set.Over(Set) };
}
