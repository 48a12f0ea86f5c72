using Cadre.Query;

namespace Cadre.Live;

/// <summary>The cache, as the rows of a table write to it.</summary>
/// <param name="client">The cache.</param>
/// <param name="invalidations">What is to be fetched again.</param>
/// <param name="anew">Whether the stream started anew: what is cached may have higher versions, and counts for nothing.</param>
internal sealed class BridgeTarget(QueryClient client, Invalidations invalidations, bool anew)
{
    public void Set<TData>(QueryDefinition<TData> query, TData data)
    {
        if (anew) client.SetData(query, data);
        else client.Push(query, data);
    }

    public void Patch<TData>(QueryDefinition<TData> query, Func<TData, TData> apply) => client.Push(query, apply);

    public void PatchAll<TData>(QueryKey key, Func<TData, TData> apply)
    {
        foreach (var cached in client.Queries.FindAll(key))
            if (cached is CachedQuery<TData>) client.Push(new QueryDefinition<TData>(cached.Key), apply);
    }

    /// <summary>Takes queries out; what is watched is asked for instead, so that its watchers hear that it is gone.</summary>
    public void Remove(QueryKey key)
    {
        client.Remove(new QueryFilter { Key = key, Predicate = static query => query.ObserverCount == 0 });
        if (client.Queries.FindAll(key).Count > 0) invalidations.Add(key);
    }

    public void Invalidate(QueryKey key) => invalidations.Add(key);
}
