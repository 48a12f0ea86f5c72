using System.Runtime.ExceptionServices;

namespace Cadre.Query;

/// <summary>Takes what one client knows over to another.</summary>
public static class Hydration
{
    /// <summary>What the client knows now, without optimistic changes.</summary>
    /// <param name="client">The client.</param>
    /// <param name="options">What is taken; null for successful queries and paused mutations.</param>
    public static DehydratedState Dehydrate(this QueryClient client, DehydrateOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        options ??= new DehydrateOptions();
        using var turn = client.Turns.Begin();
        var now = client.Timers.Now;
        return new DehydratedState(
            [.. client.Queries.FindAll_NeedsLock(null).Where(options.ShouldDehydrateQuery).Select(query => query.Dehydrate_NeedsLock(now))],
            [.. client.Mutations.FindAll().Where(options.ShouldDehydrateMutation).Select(Dehydrate)]);
    }

    /// <summary>Takes over what is new: queries and mutations that the client does not have, and data that is newer than its own.</summary>
    /// <remarks>
    /// Nothing is fetched, except that a query without data waits for the fetch that it came with. Mutations that were paused wait for
    /// <see cref="QueryClient.ResumePausedMutationsAsync"/>, with the function that the defaults have for their key.
    /// </remarks>
    /// <param name="client">The client.</param>
    /// <param name="state">What is taken over.</param>
    /// <param name="options">What is said of it.</param>
    /// <exception cref="QueryTypeMismatchException">The client has data of another type under a key. All else is taken over.</exception>
    /// <exception cref="AggregateException">More than one entry could not be taken over.</exception>
    public static void Hydrate(this QueryClient client, DehydratedState state, HydrateOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(state);
        var errors = client.TryHydrate(state, options);
        if (errors.Count == 1) ExceptionDispatchInfo.Throw(errors[0]);
        if (errors.Count > 1) throw new AggregateException(errors);
    }

    internal static List<Exception> TryHydrate(this QueryClient client, DehydratedState state, HydrateOptions? options)
    {
        HydrateOptions[] all = options is null ? [client.Options.Hydrate] : [options, client.Options.Hydrate];
        var errors = new List<Exception>();
        using var turn = client.Turns.Begin();
        foreach (var mutation in state.Mutations) Try(() => Hydrate_NeedsLock(client, mutation, all));
        foreach (var query in state.Queries) Try(() => query.Hydrate_NeedsLock(client, all));
        return errors;

        void Try(Action hydrate)
        {
            try
            {
                hydrate();
            }
            catch (Exception error)
            {
                errors.Add(error);
            }
        }
    }

    private static DehydratedMutation Dehydrate(CachedMutation mutation) =>
        new(mutation.Options.Key, mutation.State, mutation.Options.Scope, mutation.Options.Meta);

    private static void Hydrate_NeedsLock(QueryClient client, DehydratedMutation mutation, IEnumerable<HydrateOptions> first)
    {
        var options = client.DefaultsOf(mutation.Key, first.Select(hydrate => hydrate.Mutations).OfType<MutationOptions>());
        options = options with { Key = mutation.Key, Scope = mutation.Scope ?? options.Scope, Meta = mutation.Meta ?? options.Meta };
        options.Restore_NeedsLock(client.Mutations, mutation.State);
    }
}
