namespace Cadre.Query;

/// <summary>All mutations of a client. Safe for use from any thread.</summary>
public sealed class MutationCache
{
    internal MutationCache()
    {
    }

    /// <summary>The first mutation that the filter means; the key of the filter is compared exactly.</summary>
    public CachedMutation? Find(MutationFilter filter) => throw new NotImplementedException();

    /// <summary>The mutations that the filter means, oldest first.</summary>
    public IReadOnlyList<CachedMutation> FindAll(MutationFilter? filter = null) => throw new NotImplementedException();

    /// <summary>Tells of everything that happens to mutations, in order. Dispose what it returns to stop.</summary>
    public IDisposable Subscribe(Action<MutationCacheEvent> listener) => throw new NotImplementedException();
}
