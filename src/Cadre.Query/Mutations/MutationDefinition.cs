namespace Cadre.Query;

/// <summary>Changes something on the server.</summary>
public delegate Task<TData> MutationFunction<TVariables, TData>(TVariables variables, MutationContext context);

/// <summary>What a mutation is told.</summary>
public sealed record MutationContext(QueryClient Client, QueryKey? Key, IReadOnlyDictionary<string, object?>? Meta, CancellationToken CancellationToken);

/// <summary>A mutation: its function, its options and its callbacks. Immutable; one instance may be shared by all threads.</summary>
/// <remarks>
/// Order on success: the cache's OnMutate, OnMutate, the function, the cache's OnSuccess, OnSuccess, the cache's OnSettled, OnSettled, the
/// state, then the callbacks of the call and the listeners. Each is awaited but the callbacks of the call. On failure the same with OnError.
/// </remarks>
/// <typeparam name="TVariables">What it is called with.</typeparam>
/// <typeparam name="TData">What the server answers.</typeparam>
/// <typeparam name="TContext">What <see cref="OnMutate"/> hands to the other callbacks, such as a snapshot.</typeparam>
public record MutationDefinition<TVariables, TData, TContext>(MutationFunction<TVariables, TData>? Mutate = null) : MutationOptions
{
    /// <summary>Before the function. If it fails, the function is not called. Nothing: no context.</summary>
    public Func<TVariables, MutationContext, ValueTask<Optional<TContext>>>? OnMutate { get; init; }

    /// <summary>After success.</summary>
    public Func<TData, TVariables, Optional<TContext>, MutationContext, ValueTask>? OnSuccess { get; init; }

    /// <summary>After failure.</summary>
    public Func<Exception, TVariables, Optional<TContext>, MutationContext, ValueTask>? OnError { get; init; }

    /// <summary>After either.</summary>
    public Func<Optional<TData>, Exception?, TVariables, Optional<TContext>, MutationContext, ValueTask>? OnSettled { get; init; }

    /// <summary>What queries show while the mutation is pending, over the server's data; each goes in the turn in which the mutation ends.</summary>
    /// <remarks>
    /// Data that the mutation's own callbacks write takes the place of its layer, and so does the answer of a fetch that began after the
    /// function had ended: both have what the mutation did.
    /// </remarks>
    /// <value>Nothing.</value>
    public IReadOnlyList<Layer<TVariables>> Optimistic { get; init; } = [];

    internal override bool IsTyped => true;

    internal override MutationOptions Blank => new MutationDefinition<TVariables, TData, TContext>();

    internal override CachedMutation Restore_NeedsLock(MutationCache mutations, MutationState state) =>
        mutations.Add_NeedsLock(this, MutationState<TVariables, TData, TContext>.Of(state));

    internal override MutationOptions WithDefaults(MutationOptions defaults)
    {
        var merged = (MutationDefinition<TVariables, TData, TContext>)base.WithDefaults(defaults);
        return defaults is not MutationDefinition<TVariables, TData, TContext> typed ? merged : merged with
        {
            Mutate = Mutate ?? typed.Mutate,
            OnMutate = OnMutate ?? typed.OnMutate,
            OnSuccess = OnSuccess ?? typed.OnSuccess,
            OnError = OnError ?? typed.OnError,
            OnSettled = OnSettled ?? typed.OnSettled,
            Optimistic = Optimistic.Count > 0 ? Optimistic : typed.Optimistic,
        };
    }
}

/// <summary>A mutation whose callbacks need no context of their own.</summary>
public record MutationDefinition<TVariables, TData>(MutationFunction<TVariables, TData>? Mutate = null)
    : MutationDefinition<TVariables, TData, object?>(Mutate);
