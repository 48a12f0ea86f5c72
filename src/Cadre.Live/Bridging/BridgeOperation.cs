namespace Cadre.Live;

/// <summary>What an event does to the cache.</summary>
public enum BridgeOperation
{
    /// <summary>It is the new data of a query.</summary>
    Set,

    /// <summary>It changes the data of a query that has some.</summary>
    Patch,

    /// <summary>It changes the data of all cached queries below a key.</summary>
    PatchAll,

    /// <summary>It takes queries out of the cache.</summary>
    Remove,

    /// <summary>It declares queries stale; those that are watched are fetched again.</summary>
    Invalidate,

    /// <summary>It moves state on by one step.</summary>
    Reduce,

    /// <summary>It does nothing.</summary>
    Ignore,
}
