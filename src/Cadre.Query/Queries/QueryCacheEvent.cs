namespace Cadre.Query;

/// <summary>What happened to a query.</summary>
public enum QueryCacheEventType
{
    /// <summary>It is new in the cache.</summary>
    Added,
    /// <summary>It left the cache.</summary>
    Removed,
    /// <summary>Its state changed.</summary>
    Updated,
    /// <summary>An observer came.</summary>
    ObserverAdded,
    /// <summary>An observer left.</summary>
    ObserverRemoved,
    /// <summary>The result of an observer changed.</summary>
    ObserverResultsUpdated,
    /// <summary>The options of an observer changed.</summary>
    ObserverOptionsUpdated,
}

/// <summary>Which transition a query made.</summary>
public enum QueryAction
{
    /// <summary>None.</summary>
    None,
    /// <summary>A fetch began.</summary>
    Fetch,
    /// <summary>Data came.</summary>
    Success,
    /// <summary>The fetch failed for good.</summary>
    Error,
    /// <summary>An attempt failed, and another follows.</summary>
    Failed,
    /// <summary>The fetch waits.</summary>
    Pause,
    /// <summary>The fetch goes on.</summary>
    Continue,
    /// <summary>The data was declared stale.</summary>
    Invalidate,
    /// <summary>The state was set as a whole.</summary>
    SetState,
    /// <summary>An optimistic change came or went.</summary>
    Layer,
}

/// <summary>An event of a query in the cache, with the state right after it.</summary>
public sealed record QueryCacheEvent(QueryCacheEventType Type, CachedQuery Query, QueryAction Action, QueryState State, int ObserverCount);
