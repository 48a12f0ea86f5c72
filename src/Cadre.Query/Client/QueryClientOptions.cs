namespace Cadre.Query;

/// <summary>How a client is set up.</summary>
public sealed record QueryClientOptions
{
    /// <summary>Where all time comes from.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Whether somebody looks. Clients may share one.</summary>
    public FocusManager Focus { get; init; } = new();

    /// <summary>Whether there is a network. Clients may share one.</summary>
    public OnlineManager Online { get; init; } = new();

    /// <summary>Defaults of all queries. A <see cref="QueryDefinition{TData}"/> also gives its typed members to queries of that type.</summary>
    public QueryOptions Queries { get; init; } = new();

    /// <summary>Defaults of all mutations. A typed definition also gives its functions to mutations of its types.</summary>
    public MutationOptions Mutations { get; init; } = new();

    /// <summary>What is said of queries and mutations that come from elsewhere. See <see cref="Hydration"/>.</summary>
    public HydrateOptions Hydrate { get; init; } = new();

    /// <summary>Whether this is a server that renders once: no retries, no collection, no timers.</summary>
    public bool IsServer { get; init; }

    /// <summary>Whether the client listens to focus and network from the start. See <see cref="QueryClient.Mount"/>.</summary>
    public bool Mounted { get; init; } = true;

    /// <summary>Whether continuations of fetches and mutations run in the synchronisation context that started them; for deterministic tests.</summary>
    public bool ContinueOnCapturedContext { get; init; }

    /// <summary>Whether to follow TanStack Query also where this library departs from it, to compare the two.</summary>
    /// <value>False. True brings back six accidents:
    /// the last observer that leaves cancels a fetch that read its token even if callers still await it;
    /// a query that was reset while nobody watched it is never collected;
    /// an observer whose query was collected before its first listener came follows what is in no cache, unless it fetches;
    /// an observer that joins a fetch shows what it showed before until that fetch goes on;
    /// a reconnection while a mutation fails before its function refetches nothing;
    /// a mutation that the client was cleared of is still retried.</value>
    public bool StrictParity { get; init; }

    /// <summary>Called once for each fetch that ended, not for writes. Not awaited.</summary>
    public QueryCacheCallbacks QueryCallbacks { get; init; } = new();

    /// <summary>Called for every mutation, before its own callbacks, and awaited.</summary>
    public MutationCacheCallbacks MutationCallbacks { get; init; } = new();

    /// <summary>Told of exceptions that a listener or a callback threw and that nobody else hears of. It must not throw.</summary>
    public Action<Exception>? UnhandledError { get; init; }
}

/// <summary>Callbacks for every fetch of a client.</summary>
public sealed record QueryCacheCallbacks
{
    /// <summary>Data came.</summary>
    public Action<object?, CachedQuery>? OnSuccess { get; init; }

    /// <summary>The fetch failed for good.</summary>
    public Action<Exception, CachedQuery>? OnError { get; init; }

    /// <summary>Either, after the other two.</summary>
    public Action<Optional<object?>, Exception?, CachedQuery>? OnSettled { get; init; }
}
