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
    public InitialData<TData>? InitialData { get => Typed.InitialData; init => Typed = Typed with { InitialData = value }; }

    /// <summary>How old the initial data is.</summary>
    /// <value>As new as can be.</value>
    public Func<DateTimeOffset?>? InitialDataUpdatedAt { get => Typed.InitialDataUpdatedAt; init => Typed = Typed with { InitialDataUpdatedAt = value }; }

    /// <summary>What shows while there is no data.</summary>
    public Placeholder<TData>? PlaceholderData { get => Typed.PlaceholderData; init => Typed = Typed with { PlaceholderData = value }; }

    /// <summary>Replaces the sharing of equal parts; takes no effect if <see cref="QueryOptions.StructuralSharing"/> is false.</summary>
    public ShareFunction<TData>? Share { get => Typed.Share; init => Typed = Typed with { Share = value }; }

    /// <summary>Stands between a fetch and its function.</summary>
    public Persister<TData>? Persister { get => Typed.Persister; init => Typed = Typed with { Persister = value }; }

    /// <summary>The version of the data: a fetch or a push that brings a lower one than is cached changes nothing.</summary>
    public Func<TData, long>? Version { get => Typed.Version; init => Typed = Typed with { Version = value }; }

    /// <summary>Whether there is something to fetch with.</summary>
    internal virtual bool BringsFetch => Fetch is not null;

    /// <summary>Whether there is no fetch on purpose.</summary>
    internal bool Skips => ReferenceEquals(Fetch, Skip);

    /// <summary>Definitions of one key with the same of this make observers of all data show the same.</summary>
    internal virtual object Appearance => Skips ? this : Set;

    internal NetworkMode EffectiveNetworkMode => NetworkMode ?? (Persister is null ? Query.NetworkMode.Online : Query.NetworkMode.OfflineFirst);

    internal TypedOptionSet<TData> Typed { get; init; } = TypedOptionSet<TData>.Empty;

    internal bool IsEnabledFor(CachedQuery query) => !Skips && (Enabled?.For(query) ?? true);

    /// <summary>This query and no other: the handle stands for itself wherever a filter is asked for.</summary>
    public static implicit operator QueryFilter(QueryDefinition<TData> query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new() { Key = query.Key, Exact = true };
    }

    internal override QueryOptions WithDefaults(QueryOptions defaults)
    {
        var merged = (QueryDefinition<TData>)base.WithDefaults(defaults);
        if (defaults is not QueryDefinition<TData> typed) return merged;
        return merged with { Fetch = Fetch ?? typed.Fetch, Typed = Typed.Over(typed.Typed) };
    }

    /// <summary>What one fetch of pages runs at each of its attempts, instead of <see cref="Fetch"/>.</summary>
    internal virtual QueryFunction<TData>? PagesFor(FetchDirection direction, Optional<TData> current) => null;
}
