using Cadre.Query;

namespace Cadre.Live;

/// <summary>The cache, as the rows of a table write to it: what several events do to one query is gathered and written once.</summary>
/// <param name="client">The cache.</param>
/// <param name="invalidations">What is to be fetched again.</param>
/// <param name="failed">Told of what a function of a row threw.</param>
internal sealed class BridgeTarget(QueryClient client, Invalidations invalidations, Action<Exception> failed)
{
    private readonly Dictionary<QueryKey, PendingWrite> _pending = [];

    public void Set<TData>(QueryDefinition<TData> query, TData data)
    {
        if (Pending<PendingSet<TData>>(query.Key) is { } pending) pending.Add(data);
        else _pending[query.Key] = new PendingSet<TData>(query, data);
    }

    public void Patch<TData>(QueryDefinition<TData> query, Func<TData, TData> change)
    {
        if (Pending<PendingPatch<TData>>(query.Key) is { } pending) pending.Add(change);
        else _pending[query.Key] = new PendingPatch<TData>(query, change, failed);
    }

    public void PatchAll<TData>(QueryKey key, Func<TData, TData> change)
    {
        // Entries that earlier events are about to make are meant too.
        foreach (var made in _pending.Keys.Where(pending => client.Queries.Find(pending) is null && pending.StartsWith(key)).ToList()) Write(made);
        foreach (var cached in client.Queries.FindAll(key))
            if (cached is CachedQuery<TData>) Patch(new QueryDefinition<TData>(cached.Key), change);
    }

    /// <summary>Takes queries out; what is watched is asked for instead, so that its watchers hear that it is gone.</summary>
    public void Remove(QueryKey key)
    {
        foreach (var gone in _pending.Keys.Where(pending => pending.StartsWith(key)).ToList()) Write(gone);
        client.Remove(new QueryFilter { Key = key, Predicate = static query => query.ObserverCount == 0 });
        if (client.Queries.FindAll(key).Count > 0) invalidations.Add(key);
    }

    public void Invalidate(QueryKey key) => invalidations.Add(key);

    /// <summary>Writes what was gathered.</summary>
    public void Write()
    {
        foreach (var pending in _pending.Values) Write(pending);
        _pending.Clear();
    }

    /// <summary>What is pending for a key, if it is of this kind; what is of another kind is written first.</summary>
    private TPending? Pending<TPending>(QueryKey key) where TPending : PendingWrite
    {
        if (!_pending.TryGetValue(key, out var pending)) return null;
        if (pending is TPending same) return same;
        Write(key);
        return null;
    }

    private void Write(QueryKey key)
    {
        if (_pending.Remove(key, out var pending)) Write(pending);
    }

    private void Write(PendingWrite pending)
    {
        try
        {
            pending.Write(client);
        }
        catch (Exception error)
        {
            failed(error);
        }
    }
}
