using Cadre.Query;

namespace Guide;

public sealed class OptimisticGuide : GuideTest
{
    [Fact]
    public Task Layer_goes_with_its_mutation() => Play(async () =>
    {
        var (client, queries, mutations) = (Client, Queries, Mutations);
        await client.FetchAsync(queries.Agent("ada"));
        await client.FetchAsync(queries.Agents(new AgentFilter()));

        #region layers
        var rename = mutations.Rename with
        {
            Optimistic =
            [
                Layer.On((Rename rename) => queries.Agent(rename.Id), (agent, rename) => agent with { Name = rename.Name }),
                Layer.OnMany<Rename, AgentPage>(FleetKeys.AgentLists, (page, rename) => page with
                {
                    Items = [.. page.Items.Select(agent => agent.Id == rename.Id ? agent with { Name = rename.Name } : agent)],
                }),
            ],
        };
        #endregion

        var renaming = client.MutateAsync(rename, new Rename("ada", "Ada L."));
        client.GetData(queries.Agent("ada"))!.Name.ShouldBe("Ada L.");
        client.GetData(queries.Agents(new AgentFilter()))!.Items[0].Name.ShouldBe("Ada L.");

        #region layers-under
        // Newer data of the server arrives while the mutation is pending: it goes under the layer.
        client.Push(queries.Agent("ada"), agent => agent with { Status = "blocked", Version = agent.Version + 1 });

        Assert.Equal(("Ada L.", "blocked"), client.GetData(queries.Agent("ada")) is { } shown ? (shown.Name, shown.Status) : default);
        #endregion

        Api.Change("ada", agent => agent with { Status = "blocked" });
        await renaming;
        (await client.FetchAsync(queries.Agent("ada"))).ShouldBe(new Agent("ada", "Ada L.", "blocked", 3));
    });

    [Fact]
    public Task Layer_leaves_the_truth_when_the_server_refuses() => Play(async () =>
    {
        var (client, queries, mutations) = (Client, Queries, Mutations);
        await client.FetchAsync(queries.Agent("ada"));
        Api.Failure = new InvalidOperationException("refused");
        var rename = mutations.Rename with
        {
            Optimistic = [Layer.On((Rename rename) => queries.Agent(rename.Id), (agent, rename) => agent with { Name = rename.Name })],
            OnSettled = null,
        };

        var first = client.MutateAsync(rename, new Rename("ada", "A."));
        await Task.Delay(TimeSpan.FromMilliseconds(10), Scheduler.Time);
        Api.Failure = null;
        var second = client.MutateAsync(rename, new Rename("ada", "Ada L."));
        await Assert.ThrowsAsync<InvalidOperationException>(() => first);

        client.GetData(queries.Agent("ada"))!.Name.ShouldBe("Ada L.", "the second change still waits for its answer");
        await second;
        client.GetData(queries.Agent("ada"))!.Name.ShouldBe("Ada", "nobody wrote or fetched what the server answered");
    });

    [Fact]
    public Task Snapshot_comes_back_when_the_server_refuses() => Play(async () =>
    {
        var (client, queries, mutations) = (Client, Queries, Mutations);
        await client.FetchAsync(queries.Agent("ada"));
        Api.Failure = new InvalidOperationException("refused");

        #region snapshot
        var rename = new MutationDefinition<Rename, Agent, Agent>(mutations.Rename.Mutate)
        {
            OnMutate = async (rename, context) =>
            {
                var query = queries.Agent(rename.Id);
                await context.Client.CancelAsync(query);        // or an older answer would overwrite the optimistic value
                if (!context.Client.TryGetData(query, out var before)) return default;
                context.Client.SetData(query, before with { Name = rename.Name });
                return before;                                  // what the other callbacks get
            },
            OnError = (_, rename, before, context) =>
            {
                if (before.TryGet(out var agent)) context.Client.SetData(queries.Agent(rename.Id), agent);
                return ValueTask.CompletedTask;
            },
            OnSettled = async (_, _, rename, _, context) => await context.Client.InvalidateAsync(queries.Agent(rename.Id)),
        };
        #endregion

        var renaming = client.MutateAsync(rename, new Rename("ada", "Ada L."));
        await Task.Delay(TimeSpan.FromMilliseconds(10), Scheduler.Time);
        client.GetData(queries.Agent("ada"))!.Name.ShouldBe("Ada L.");
        await Assert.ThrowsAsync<InvalidOperationException>(() => renaming);
        client.GetData(queries.Agent("ada"))!.Name.ShouldBe("Ada");
    });

    [Fact]
    public Task Variables_are_enough_where_one_screen_shows_it() => Play(async () =>
    {
        var (client, queries, mutations) = (Client, Queries, Mutations);
        await client.FetchAsync(queries.Agent("ada"));
        using var agent = client.Observe(queries.Agent("ada"));

        #region variables
        using var rename = client.Observe(mutations.Rename);
        string NameOnScreen() => rename.CurrentResult is { IsPending: true } pending ? pending.Variables.Value.Name : agent.CurrentResult.Data!.Name;
        #endregion

        NameOnScreen().ShouldBe("Ada");
        var renaming = rename.MutateAsync(new Rename("ada", "Ada L."));
        NameOnScreen().ShouldBe("Ada L.");
        await renaming;
    });
}
