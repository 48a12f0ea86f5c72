using Cadre.Query;

namespace Guide;

public sealed class InvalidationGuide : GuideTest
{
    [Fact]
    public Task Ways_to_say_which() => Play(async () =>
    {
        var (client, queries) = (Client, Queries);
        foreach (var id in (string[])["ada", "bob"]) await client.FetchAsync(queries.Agent(id));
        await client.FetchAsync(queries.TasksOf("ada"));
        await client.FetchAsync(queries.Agents(new AgentFilter()));
        var events = new List<string>();
        using var listening = client.Queries.Subscribe(happened =>
        {
            if (happened.Action == QueryAction.Invalidate) events.Add(happened.Query.Key.ToString());
        });

        #region invalidate
        await client.InvalidateAsync(queries.Agent("ada"));                 // this query, and not its tasks
        await client.InvalidateAsync(FleetKeys.Agent("ada"));               // it and all below its key
        await client.InvalidateAsync(["agents"]);                           // everything about agents
        await client.InvalidateAsync(new() { Key = FleetKeys.AgentLists, Predicate = query => query.Key is [.., AgentFilter { Page: > 1 }] });
        await client.InvalidateAsync(FleetKeys.Agents, QueryType.None);     // mark only; fetch when somebody looks
        #endregion

        events.ShouldBe([
            "[\"agents\",\"detail\",\"ada\"]",
            "[\"agents\",\"detail\",\"ada\",\"tasks\"]",
            "[\"agents\",\"detail\",\"bob\"]",
            events[^1],
        ]);
        events[^1].ShouldStartWith("[\"agents\",\"list\",");
    });

    [Fact]
    public Task Remove_is_for_what_must_not_be_shown_again() => Play(async () =>
    {
        var (client, queries) = (Client, Queries);
        await client.FetchAsync(queries.Agent("ada"));

        #region remove
        client.Remove(queries.Agent("ada"));        // deleted on the server: nothing to fetch again
        client.Clear();                             // signed out: forget everything
        #endregion

        client.Queries.Count.ShouldBe(0);
    });

    [Fact]
    public Task Reset_shows_the_beginning_again() => Play(async () =>
    {
        var (client, queries) = (Client, Queries);
        await client.FetchAsync(queries.Agent("ada"));

        #region reset
        await client.ResetAsync(queries.Agent("ada"));      // back to its initial data or to "loading", and fetched if watched
        #endregion

        client.TryGetData(queries.Agent("ada"), out _).ShouldBeFalse();
    });
}
