namespace Cadre.Query;

/// <summary>A mutation in the cache, whatever its types. Safe for use from any thread.</summary>
public abstract class CachedMutation
{
    private protected CachedMutation(QueryClient client, int id)
    {
        Client = client;
        Id = id;
    }

    /// <summary>The client it belongs to.</summary>
    public QueryClient Client { get; }

    /// <summary>Its number in the cache, from 1.</summary>
    public int Id { get; }

    /// <summary>Its options, with all defaults.</summary>
    public abstract MutationOptions Options { get; }

    /// <summary>What is known of it now.</summary>
    public abstract MutationState State { get; }

    /// <summary>Continues it if it waits, or runs it again from its variables if it was restored. Completes when it settles.</summary>
    public abstract Task ContinueAsync();
}
