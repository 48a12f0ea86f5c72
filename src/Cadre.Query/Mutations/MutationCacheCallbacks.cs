namespace Cadre.Query;

/// <summary>Callbacks for every mutation of a client, awaited before the mutation's own.</summary>
public sealed record MutationCacheCallbacks
{
    /// <summary>Before the function: variables.</summary>
    public Func<object?, CachedMutation, ValueTask>? OnMutate { get; init; }

    /// <summary>After success: data, variables, context.</summary>
    public Func<object?, object?, Optional<object?>, CachedMutation, ValueTask>? OnSuccess { get; init; }

    /// <summary>After failure: error, variables, context.</summary>
    public Func<Exception, object?, Optional<object?>, CachedMutation, ValueTask>? OnError { get; init; }

    /// <summary>After either: data, error, variables, context.</summary>
    public Func<Optional<object?>, Exception?, object?, Optional<object?>, CachedMutation, ValueTask>? OnSettled { get; init; }
}
