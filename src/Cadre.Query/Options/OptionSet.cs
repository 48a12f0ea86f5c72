namespace Cadre.Query;

/// <summary>The options that are the same for data of every type. Immutable, compared by value.</summary>
internal sealed record OptionSet
{
    public static OptionSet Empty { get; } = new();

    private static readonly OptionSet NeverRetry = new() { Retry = Query.Retry.Never };

    public Retry? Retry { get; init; }

    public RetryDelay? RetryDelay { get; init; }

    public NetworkMode? NetworkMode { get; init; }

    public TimeSpan? GcTime { get; init; }

    public StaleTime? StaleTime { get; init; }

    public Setting<bool>? Enabled { get; init; }

    public Setting<bool>? RetryOnMount { get; init; }

    public Setting<RefetchTrigger>? RefetchOnMount { get; init; }

    public Setting<RefetchTrigger>? RefetchOnFocus { get; init; }

    public Setting<RefetchTrigger>? RefetchOnReconnect { get; init; }

    public Setting<TimeSpan>? RefetchInterval { get; init; }

    public bool? RefetchIntervalInBackground { get; init; }

    public bool? StructuralSharing { get; init; }

    public Setting<ResultFields>? NotifyOn { get; init; }

    public bool? ThrowOnError { get; init; }

    public IReadOnlyDictionary<string, object?>? Meta { get; init; }

    /// <summary>These options, with what they leave open taken from <paramref name="defaults"/>.</summary>
    public OptionSet Over(OptionSet defaults)
    {
        if (ReferenceEquals(defaults, Empty)) return this;
        if (ReferenceEquals(this, Empty)) return defaults;
        return new OptionSet
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
    }

    /// <summary>These options, without retries unless they say otherwise.</summary>
    public OptionSet OrNeverRetry() => Retry is not null ? this : ReferenceEquals(this, Empty) ? NeverRetry : this with { Retry = Query.Retry.Never };
}
