namespace Cadre.Query;

/// <summary>Which queries are meant. All that is given must hold; an empty filter means all of them.</summary>
public sealed record QueryFilter
{
    /// <summary>All queries.</summary>
    public static QueryFilter All { get; } = new();

    /// <summary>The beginning of the key: a prefix of its parts, and of objects in it a subset.</summary>
    public QueryKey? Key { get; init; }

    /// <summary>Whether the key must be equal instead.</summary>
    public bool Exact { get; init; }

    /// <summary>Whether somebody watches.</summary>
    public QueryType Type { get; init; }

    /// <summary>Whether it is stale.</summary>
    public bool? Stale { get; init; }

    /// <summary>What is going on.</summary>
    public FetchStatus? FetchStatus { get; init; }

    /// <summary>Anything else. It must be quick and must not call the client.</summary>
    public Func<CachedQuery, bool>? Predicate { get; init; }

    /// <summary>All queries below a key.</summary>
    /// <exception cref="ArgumentNullException">There is no key: a filter without one would mean every query.</exception>
    public static implicit operator QueryFilter(QueryKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new() { Key = key };
    }
}

/// <summary>Whether a query is watched.</summary>
public enum QueryType
{
    /// <summary>Any query.</summary>
    All,

    /// <summary>Has an enabled observer.</summary>
    Active,

    /// <summary>Has none.</summary>
    Inactive,

    /// <summary>No query at all: as what to refetch after an invalidation.</summary>
    None,
}
