namespace Cadre.Query;

/// <summary>What an observer does at a trigger (mount, focus, reconnect).</summary>
public enum RefetchTrigger
{
    /// <summary>Refetches if the data is stale.</summary>
    IfStale,

    /// <summary>Nothing.</summary>
    Never,

    /// <summary>Refetches, unless the query is disabled or static.</summary>
    Always,
}
