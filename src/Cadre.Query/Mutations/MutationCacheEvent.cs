namespace Cadre.Query;

/// <summary>What happened to a mutation.</summary>
public enum MutationCacheEventType
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
    /// <summary>The options of an observer changed.</summary>
    ObserverOptionsUpdated,
}

/// <summary>Which transition a mutation made.</summary>
public enum MutationAction
{
    /// <summary>None.</summary>
    None,
    /// <summary>It was started, or OnMutate gave it a context.</summary>
    Pending,
    /// <summary>It succeeded.</summary>
    Success,
    /// <summary>It failed for good.</summary>
    Error,
    /// <summary>An attempt failed, and another follows.</summary>
    Failed,
    /// <summary>It waits.</summary>
    Pause,
    /// <summary>It goes on.</summary>
    Continue,
}

/// <summary>An event of a mutation in the cache, with the state right after it.</summary>
/// <param name="Type">What happened.</param>
/// <param name="Mutation">The mutation.</param>
/// <param name="Action">Which transition, for an update.</param>
/// <param name="State">The state right after it.</param>
/// <param name="Observer">The observer that came, left or changed; null otherwise.</param>
public sealed record MutationCacheEvent(MutationCacheEventType Type, CachedMutation Mutation, MutationAction Action, MutationState State, object? Observer);
