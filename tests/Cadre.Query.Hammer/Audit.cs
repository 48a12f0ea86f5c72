namespace Cadre.Query.Hammer;

/// <summary>What must hold of a client at any moment between two changes, and what at the end.</summary>
internal static class Audit
{
    private static readonly QueryKey[] Beginnings = [["counter"], ["fact"], ["thing"], ["pages"]];

    /// <summary>At any moment.</summary>
    public static void During(World world)
    {
        using var turn = world.Client.Turns.Begin();
        var queries = world.Client.Queries;
        var all = queries.FindAll();
        world.Faults.Unless(all.Count == queries.Count, $"the index has {all.Count} queries, the dictionary {queries.Count}");
        foreach (var query in all) world.Faults.Unless(ReferenceEquals(queries.Find(query.Key), query), $"{query.Key} is another one in the index");
        var found = Beginnings.Sum(key => queries.FindAll(new QueryFilter { Key = key }).Count);
        world.Faults.Unless(found == all.Count, $"by the beginning of their keys {found} of {all.Count} queries are found");
        world.Faults.Unless(all.Zip(all.Skip(1)).All(pair => pair.First.Order < pair.Second.Order), "queries are not in the order of their making");
        foreach (var watch in world.Watching.Values) watch?.Audit();
    }

    /// <summary>When everybody has left and everything has ended: nothing is held, armed, queued or kept.</summary>
    public static void AtTheEnd(World world)
    {
        var client = world.Client;
        world.Faults.Unless(client.Turns.IsQuiet, $"the turns do not rest: {client.Turns}");
        world.Faults.Unless(client.Queries.Count == 0 && client.Queries.FindAll().Count == 0, $"{client.Queries.Count} queries stay");
        world.Faults.Unless(client.Mutations.FindAll().Count == 0, $"{client.Mutations.FindAll().Count} mutations stay");
        world.Faults.Unless(client.Timers.Armed == 0, $"{client.Timers.Armed} timers are armed for nothing");
    }
}
