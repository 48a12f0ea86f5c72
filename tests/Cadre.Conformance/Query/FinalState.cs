namespace Cadre.Conformance.Query;

/// <summary>The end of every trace: what is in the caches, and what has not settled.</summary>
internal static class FinalState
{
    public static void Emit(World world)
    {
        foreach (var client in world.Clients.Values)
        {
            Queries(world, client);
            foreach (var mutation in client.Client.Mutations.FindAll()) world.Emit($"end:m:{client.Prefix}{mutation.Id}", "state", Shown.Mutation(mutation.State));
        }
        var main = world.Client(World.Main).Client;
        world.Emit(
            "end", "summary", ("fetching", (double)main.CountFetching()), ("mutating", (double)main.CountMutating()), ("pending", world.Promises.Pending));
    }

    private static void Queries(World world, ClientInWorld client)
    {
        foreach (var query in client.Client.Queries.FindAll())
        {
            var fields = Shown.Query(query.State);
            fields["observers"] = (double)query.ObserverCount;
            if (query.IsActive) fields["active"] = true;
            if (query.IsStale) fields["stale"] = true;
            world.Emit($"end:q:{world.KeyName(query.Key, client.Name)}", "state", fields);
        }
    }
}
