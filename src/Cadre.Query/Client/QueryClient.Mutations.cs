namespace Cadre.Query;

public sealed partial class QueryClient
{
    private readonly MutationDefaults _mutationDefaults = new();

    /// <summary>All mutations.</summary>
    public MutationCache Mutations { get; }

    /// <summary>Defaults of all mutations. They are for mutations and observers that are made from then on.</summary>
    public MutationOptions DefaultMutationOptions
    {
        get => _mutationDefaults.ForAll;
        set => _mutationDefaults.ForAll = value ?? throw new ArgumentNullException(nameof(value));
    }

    /// <summary>Defaults of the mutations below a key; later ones win over earlier ones.</summary>
    /// <remarks>A typed definition also gives its functions to mutations of its types, and to restored ones.</remarks>
    public void SetMutationDefaults(QueryKey key, MutationOptions options) => _mutationDefaults.Set(key, options);

    /// <summary>The defaults set for a key, merged.</summary>
    public MutationOptions GetMutationDefaults(QueryKey key) => _mutationDefaults.Get(key);

    /// <summary>How many mutations are pending.</summary>
    public int CountMutating(MutationFilter? filter = null) =>
        Mutations.FindAll((filter ?? new MutationFilter()) with { Status = MutationStatus.Pending }).Count;

    /// <summary>Continues mutations that were paused; does nothing while offline.</summary>
    /// <returns>Completes when their functions are done, and never fails.</returns>
    public Task ResumePausedMutationsAsync()
    {
        if (!Options.Online.IsOnline) return Task.CompletedTask;
        using var turn = Turns.Begin();
        // Those that have not begun go before those that only try again.
        var paused = Mutations.FindAll().Where(mutation => mutation.State.IsPaused).OrderBy(mutation => mutation.State.FailureCount > 0);
        return Task.WhenAll(paused.Select(mutation => QuietlyAsync(mutation.ContinueAsync())).ToArray());
    }

    /// <summary>Runs a mutation that nobody observes.</summary>
    /// <param name="definition">The mutation.</param>
    /// <param name="variables">What its function is called with.</param>
    /// <param name="cancellationToken">
    /// Cancels the mutation: its function is asked to stop, and it fails with <see cref="QueryCancelledException"/> at once. Whether the server
    /// did its work is not known then.
    /// </param>
    /// <returns>The answer, after all callbacks are done.</returns>
    /// <exception cref="Exception">Whatever the mutation failed with.</exception>
    public Task<TData> MutateAsync<TVariables, TData, TContext>(
        MutationDefinition<TVariables, TData, TContext> definition, TVariables variables, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(definition);
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled<TData>(cancellationToken);
        using var turn = Turns.Begin();
        var mutation = Mutations.Add_NeedsLock(WithDefaults(definition));
        var answer = mutation.Execute_NeedsLock(variables);
        if (cancellationToken.CanBeCanceled) mutation.CancelUntil(answer, cancellationToken);
        return answer;
    }

    /// <summary>The definition, with what it leaves open taken from the defaults.</summary>
    internal MutationDefinition<TVariables, TData, TContext> WithDefaults<TVariables, TData, TContext>(MutationDefinition<TVariables, TData, TContext> definition) =>
        (MutationDefinition<TVariables, TData, TContext>)_mutationDefaults.Complete(definition);

    /// <summary>All that is known of a mutation that is known by its key alone.</summary>
    internal MutationOptions DefaultsOf(QueryKey? key, IEnumerable<MutationOptions> first) => _mutationDefaults.Complete(key, first);

    /// <summary>Ends with the task, and does not fail.</summary>
    internal async Task QuietlyAsync(Task task) =>
        await task.ConfigureAwait(Options.ContinueOnCapturedContext
            ? ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext
            : ConfigureAwaitOptions.SuppressThrowing);
}
