using System.Runtime.CompilerServices;

namespace Cadre.Query;

/// <content>
/// What takes a filter also takes a key, so that a collection expression will do: <c>InvalidateAsync(["agents"])</c>. The filter comes first
/// where both fit, or else <c>new() { Stale = true }</c> and null would mean a key.
/// </content>
public sealed partial class QueryClient
{
    /// <summary>Declares the queries below a key stale and refetches the active ones among them.</summary>
    /// <inheritdoc cref="InvalidateAsync(QueryFilter?, QueryType?, RefetchOptions?)"/>
    [OverloadResolutionPriority(-1)]
    public Task InvalidateAsync(QueryKey key, QueryType? refetch = null, RefetchOptions? options = null) => InvalidateAsync((QueryFilter)key, refetch, options);

    /// <summary>Refetches the queries below a key, but no disabled and no static ones.</summary>
    /// <inheritdoc cref="RefetchAsync(QueryFilter?, RefetchOptions?)"/>
    [OverloadResolutionPriority(-1)]
    public Task RefetchAsync(QueryKey key, RefetchOptions? options = null) => RefetchAsync((QueryFilter)key, options);

    /// <summary>Puts the queries below a key back to their initial state and refetches the active ones among them.</summary>
    /// <inheritdoc cref="ResetAsync(QueryFilter?, RefetchOptions?)"/>
    [OverloadResolutionPriority(-1)]
    public Task ResetAsync(QueryKey key, RefetchOptions? options = null) => ResetAsync((QueryFilter)key, options);

    /// <summary>Cancels the running fetches below a key. Never fails.</summary>
    [OverloadResolutionPriority(-1)]
    public Task CancelAsync(QueryKey key, CancelOptions? options = null) => CancelAsync((QueryFilter)key, options);

    /// <summary>Takes the queries below a key out of the cache and cancels their fetches; their observers are not told.</summary>
    [OverloadResolutionPriority(-1)]
    public void Remove(QueryKey key) => Remove((QueryFilter)key);
}
