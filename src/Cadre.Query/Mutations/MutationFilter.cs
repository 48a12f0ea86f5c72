namespace Cadre.Query;

/// <summary>Which mutations are meant. All that is given must hold; an empty filter means all of them.</summary>
public sealed record MutationFilter
{
    /// <summary>The beginning of the key.</summary>
    public QueryKey? Key { get; init; }

    /// <summary>Whether the key must be equal instead.</summary>
    public bool Exact { get; init; }

    /// <summary>How far it is.</summary>
    public MutationStatus? Status { get; init; }

    /// <summary>Anything else. It must be quick and must not call the client.</summary>
    public Func<CachedMutation, bool>? Predicate { get; init; }

    internal bool Means(CachedMutation mutation, bool exact) =>
        (Status is not { } status || mutation.State.Status == status)
        && (Key is not { } key || (mutation.Options.Key is { } own && (exact ? own.Equals(key) : own.StartsWith(key))))
        && (Predicate is not { } predicate || predicate(mutation));
}
