namespace Cadre.Query;

/// <summary>A query as it was at one moment. Immutable.</summary>
public abstract class DehydratedQuery
{
    private protected DehydratedQuery()
    {
    }

    /// <summary>Its key.</summary>
    public required QueryKey Key { get; init; }

    /// <summary>When this was taken, in Unix milliseconds.</summary>
    public required long DehydratedAt { get; init; }

    /// <summary>What its definition says under the same name.</summary>
    public IReadOnlyDictionary<string, object?>? Meta { get; init; }

    /// <summary>What was known of it: the server's data, without optimistic changes.</summary>
    public abstract QueryState State { get; }

    /// <summary>The type of its data.</summary>
    public abstract Type DataType { get; }

    /// <summary>Whether its data are pages.</summary>
    public bool IsInfinite => DataType is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(InfiniteData<,>);

    /// <summary>The fetch that ran, if there was no data yet; another client waits for it instead of fetching. It does not survive JSON.</summary>
    public abstract Task? Fetch { get; }

    /// <param name="client">Where it goes.</param>
    /// <param name="options">What is said of it; what comes first counts most.</param>
    internal abstract void Hydrate_NeedsLock(QueryClient client, IEnumerable<HydrateOptions> options);
}

internal sealed class DehydratedQuery<TData>(QueryState<TData> state, Task<TData>? fetch) : DehydratedQuery
{
    public override QueryState State => state;

    public override Type DataType => typeof(TData);

    public override Task? Fetch => fetch;

    internal override void Hydrate_NeedsLock(QueryClient client, IEnumerable<HydrateOptions> options)
    {
        var cached = client.Queries.Find<TData>(Key);
        var mayTakeFetch = cached is null || cached.State is { Status: not QueryStatus.Pending, FetchStatus: not FetchStatus.Fetching };
        if (cached is not null) cached.Hydrate_NeedsLock(state);
        else cached = client.Queries.Build_NeedsLock(client.Resolve(Definition(options)), state with { FetchStatus = FetchStatus.Idle });
        if (fetch is not null && mayTakeFetch && DehydratedAt > cached.State.DataUpdatedMs) cached.FetchFrom_NeedsLock(fetch);
    }

    private QueryDefinition<TData> Definition(IEnumerable<HydrateOptions> options) => (QueryDefinition<TData>)options.Aggregate(
        (QueryOptions)new QueryDefinition<TData>(Key) { Meta = Meta }, static (definition, next) => definition.WithDefaults(next.Queries));
}
