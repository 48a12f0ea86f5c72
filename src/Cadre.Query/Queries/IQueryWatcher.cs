namespace Cadre.Query;

/// <summary>An observer, as the query that it follows sees it.</summary>
internal interface IQueryWatcher
{
    /// <summary>Whether its last result was stale.</summary>
    bool ShowsStale { get; }

    bool WantsRefetchOnFocus { get; }

    bool WantsRefetchOnReconnect { get; }

    bool IsEnabledFor(CachedQuery query);

    bool IsStaticFor(CachedQuery query);

    /// <summary>Refetches without replacing a running fetch.</summary>
    void Refetch_NeedsLock();

    void OnQueryUpdate_NeedsLock(ref SharedUpdate shared);
}

/// <summary>An observer, as the query of its data type sees it.</summary>
internal interface IQueryWatcher<TData> : IQueryWatcher
{
    QueryDefinition<TData> Options { get; }
}
