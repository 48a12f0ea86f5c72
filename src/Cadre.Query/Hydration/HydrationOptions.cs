namespace Cadre.Query;

/// <summary>What is taken. The functions must be quick and must not call the client.</summary>
public sealed record DehydrateOptions
{
    /// <summary>Which queries.</summary>
    /// <value>Those whose last fetch was a success.</value>
    public Func<CachedQuery, bool> ShouldDehydrateQuery { get; init; } = static query => query.State.Status == QueryStatus.Success;

    /// <summary>Which mutations.</summary>
    /// <value>Those that are paused.</value>
    public Func<CachedMutation, bool> ShouldDehydrateMutation { get; init; } = static mutation => mutation.State.IsPaused;
}

/// <summary>What queries and mutations are told that come from elsewhere and are new to the client, before its own defaults.</summary>
public sealed record HydrateOptions
{
    /// <summary>For queries.</summary>
    public QueryOptions Queries { get; init; } = new();

    /// <summary>For mutations. A typed definition also gives them its functions.</summary>
    public MutationOptions? Mutations { get; init; }
}
