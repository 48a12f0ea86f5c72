namespace Cadre.Query;

/// <summary>Fetches the data of a query.</summary>
/// <remarks>
/// It is called on the thread that starts the fetch, outside the client's lock. If it reads <see cref="QueryContext.CancellationToken"/>,
/// the fetch is cancelled when nobody is interested any more; if it does not, the fetch runs to its end and its data is kept.
/// </remarks>
/// <exception cref="NoDataException">Thrown by the function to say that there is nothing: an error that is not retried.</exception>
public delegate Task<TData> QueryFunction<TData>(QueryContext context);

/// <summary>Stands between a fetch and its function, for example to read from a disk first.</summary>
public delegate Task<TData> Persister<TData>(QueryFunction<TData> fetch, QueryContext context, CachedQuery query);

/// <summary>Decides which parts of old data survive in new data. There may be no old data.</summary>
public delegate TData ShareFunction<TData>(Optional<TData> previous, TData next);

/// <summary>Key, fetch and options of a query: the typed handle for reading, writing and observing it.</summary>
/// <remarks>Immutable, so one instance may be shared by all threads. Vary it with <c>with</c>.</remarks>
/// <param name="Key">What identifies the query.</param>
/// <param name="Fetch">Fetches the data; null: whatever the defaults or another observer of the same key bring.</param>
public record QueryDefinition<TData>(QueryKey Key, QueryFunction<TData>? Fetch = null) : QueryOptions
{
    /// <summary>Instead of a function: there is none on purpose, and no observer fetches.</summary>
    public static QueryFunction<TData> Skip { get; } =
        static _ => throw new InvalidOperationException("The query has no fetch on purpose (Skip).");

    /// <summary>Data to start with.</summary>
    public InitialData<TData>? InitialData { get; init; }

    /// <summary>How old the initial data is.</summary>
    /// <value>As new as can be.</value>
    public Func<DateTimeOffset?>? InitialDataUpdatedAt { get; init; }

    /// <summary>What shows while there is no data.</summary>
    public Placeholder<TData>? PlaceholderData { get; init; }

    /// <summary>Replaces the sharing of equal parts; takes no effect if <see cref="QueryOptions.StructuralSharing"/> is false.</summary>
    public ShareFunction<TData>? Share { get; init; }

    /// <summary>Stands between a fetch and its function.</summary>
    public Persister<TData>? Persister { get; init; }

    /// <summary>The version of the data: a fetch or a push that brings a lower one than is cached changes nothing.</summary>
    public Func<TData, long>? Version { get; init; }

    /// <summary>Whether there is something to fetch with.</summary>
    internal virtual bool BringsFetch => Fetch is not null;

    internal override QueryOptions WithDefaults(QueryOptions defaults)
    {
        var merged = (QueryDefinition<TData>)base.WithDefaults(defaults);
        return defaults is not QueryDefinition<TData> typed ? merged : merged with
        {
            Fetch = Fetch ?? typed.Fetch,
            InitialData = InitialData ?? typed.InitialData,
            InitialDataUpdatedAt = InitialDataUpdatedAt ?? typed.InitialDataUpdatedAt,
            PlaceholderData = PlaceholderData ?? typed.PlaceholderData,
            Share = Share ?? typed.Share,
            Persister = Persister ?? typed.Persister,
            Version = Version ?? typed.Version,
        };
    }

    /// <summary>These options, with what follows from others of them.</summary>
    internal QueryDefinition<TData> Completed()
    {
        var mode = NetworkMode ?? (Persister is null ? null : Query.NetworkMode.OfflineFirst);
        var skips = ReferenceEquals(Fetch, Skip);
        var reconnect = RefetchOnReconnect ?? (mode == Query.NetworkMode.Always ? RefetchTrigger.Never : RefetchTrigger.IfStale);
        return this with { NetworkMode = mode, RefetchOnReconnect = reconnect, Enabled = skips ? false : Enabled };
    }

    /// <summary>What one fetch runs, at each of its attempts: <see cref="Fetch"/>, or something made for it (pages).</summary>
    internal virtual QueryFunction<TData>? FetchFor(FetchDirection direction, Optional<TData> current) => Fetch;
}
