using Cadre.Query;
using Cadre.Query.Testing;

namespace Guide;

public sealed class TestingGuide
{
    #region testing
    [Fact]
    public async Task Agent_is_fetched_again_after_thirty_seconds()
    {
        var scheduler = new TestScheduler();
        var api = new FakeFleet(scheduler.Time);                    // its answers take 50 ms of virtual time
        using var client = scheduler.CreateClient();
        var ada = new FleetQueries(api).Agent("ada");

        using var observer = client.Observe(ada);
        using var subscription = scheduler.Run(() => observer.Subscribe(_ => { }));
        Assert.True(observer.CurrentResult.IsLoading);

        scheduler.Advance(50);
        Assert.Equal("Ada", observer.CurrentResult.Data!.Name);

        scheduler.Advance(TimeSpan.FromSeconds(31));
        Assert.True(observer.CurrentResult.IsStale);

        scheduler.Run(() => scheduler.Focus.SetFocused(true));      // somebody comes back to the window
        scheduler.Advance(50);
        Assert.Equal(["get ada", "get ada"], api.Calls);

        var fetched = scheduler.RunAsync(() => client.FetchAsync(ada));
        Assert.Equal("Ada", (await fetched).Name);                  // fresh: complete without any time
    }
    #endregion

    #region testing-keys
    [Fact]
    public void Every_query_has_a_key_of_the_factory()
    {
        var queries = new FleetQueries(new FakeFleet(TimeProvider.System));
        QueryKey[] keys =
        [
            queries.Agents(new AgentFilter()).Key, queries.Agent("ada").Key, queries.TasksOf("ada").Key,
            queries.Job("nightly").Key, queries.Statistics.Key, queries.Activity.Key,
        ];

        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.All(keys, key => Assert.Contains(key[0], (object?[])["agents", "jobs", "statistics", "activity"]));
        Assert.True(queries.TasksOf("ada").Key.StartsWith(queries.Agent("ada").Key));
    }
    #endregion
}
