namespace Cadre.Query;

/// <summary>A query in the cache, whatever its data. Safe for use from any thread.</summary>
public abstract class CachedQuery
{
    private protected CachedQuery(QueryClient client, QueryKey key)
    {
        Client = client;
        Key = key;
    }

    /// <summary>The client it belongs to.</summary>
    public QueryClient Client { get; }

    /// <summary>What identifies it.</summary>
    public QueryKey Key { get; }

    /// <summary>What is known of it now.</summary>
    public abstract QueryState State { get; }

    /// <summary>The type of its data.</summary>
    public abstract Type DataType { get; }

    /// <summary>How many observers are subscribed.</summary>
    public int ObserverCount => throw new NotImplementedException();

    /// <summary>Whether an enabled observer is subscribed.</summary>
    public bool IsActive => throw new NotImplementedException();

    /// <summary>Whether nothing would fetch it.</summary>
    public bool IsDisabled => throw new NotImplementedException();

    /// <summary>Whether its data is stale.</summary>
    public bool IsStale => throw new NotImplementedException();

    /// <summary>Whether an observer declares its data static.</summary>
    public bool IsStatic => throw new NotImplementedException();

    /// <summary>How long it is kept when unobserved; <see cref="Timeout.InfiniteTimeSpan"/> is for ever.</summary>
    public TimeSpan GcTime => throw new NotImplementedException();

    /// <summary>What the definition says under the same name.</summary>
    public IReadOnlyDictionary<string, object?>? Meta => throw new NotImplementedException();

    /// <summary>Declares the data stale, and refetches nothing.</summary>
    public void Invalidate() => throw new NotImplementedException();

    /// <summary>The data as it is now, of whatever type.</summary>
    public bool TryGetData(out object? data)
    {
        var state = State;
        data = state.UntypedData;
        return state.HasData;
    }
}
