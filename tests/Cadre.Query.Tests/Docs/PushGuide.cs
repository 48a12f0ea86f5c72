using Cadre.Query;

namespace Guide;

public sealed class PushGuide : GuideTest
{
    [Fact]
    public Task Older_answer_does_not_overwrite_a_pushed_fact() => Play(async () =>
    {
        var (client, queries) = (Client, Queries);
        var fleet = new FleetEvents(client, queries);
        await client.FetchAsync(queries.Agent("ada"));
        var asked = client.RefetchAsync(queries.Agent("ada"));      // 50 ms under way
        fleet.OnAgentChanged(new Agent("ada", "Ada", "blocked", 7));
        fleet.OnAgentChanged(new Agent("bob", "Bob", "blocked", 7));

        await asked;

        client.GetData(queries.Agent("ada")).ShouldBe(new Agent("ada", "Ada", "blocked", 7));
        client.GetState(queries.Agent("bob")).ShouldBeNull();
    });

    [Fact]
    public Task Set_data_is_overwritten_by_the_answer_under_way() => Play(async () =>
    {
        var (client, queries) = (Client, Queries);
        var ada = queries.Agent("ada") with { Version = null };
        await client.FetchAsync(ada);

        #region push-not-set
        // Don't: an answer that was under way before the event overwrites it.
        var asked = client.RefetchAsync(ada);
        client.SetData(ada, new Agent("ada", "Ada", "blocked", 2));
        await asked;

        Assert.Equal("running", client.GetData(ada)!.Status);
        #endregion
    });
}

#region push
/// <summary>What an event of the server does to the cache.</summary>
public sealed class FleetEvents(QueryClient client, FleetQueries queries)
{
    /// <summary>A message of a socket or a stream, on whatever thread it comes.</summary>
    public void OnAgentChanged(Agent agent)
    {
        client.Push(queries.Agent(agent.Id), _ => agent);                   // only if somebody has asked for this agent
        _ = client.InvalidateAsync(FleetKeys.AgentLists);                   // where it now belongs only the server knows
        _ = client.InvalidateAsync(FleetKeys.Statistics);
    }
}
#endregion
