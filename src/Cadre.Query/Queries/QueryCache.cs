namespace Cadre.Query;

/// <summary>All queries of a client. Safe for use from any thread.</summary>
public sealed class QueryCache
{
    internal QueryCache()
    {
    }

    /// <summary>The query with this key, if there is one.</summary>
    public CachedQuery? Find(QueryKey key) => throw new NotImplementedException();

    /// <summary>The first query that the filter means; the key of the filter is compared exactly.</summary>
    public CachedQuery? Find(QueryFilter filter) => throw new NotImplementedException();

    /// <summary>The queries that the filter means, oldest first.</summary>
    public IReadOnlyList<CachedQuery> FindAll(QueryFilter? filter = null) => throw new NotImplementedException();

    /// <summary>Tells of everything that happens to queries, in order. Dispose what it returns to stop.</summary>
    public IDisposable Subscribe(Action<QueryCacheEvent> listener) => throw new NotImplementedException();
}
