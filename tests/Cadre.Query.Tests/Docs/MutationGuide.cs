using Cadre.Query;

namespace Guide;

public sealed class MutationGuide : GuideTest
{
    [Fact]
    public Task Mutation_without_an_observer() => Play(async () =>
    {
        var (client, mutations) = (Client, Mutations);

        #region mutate
        Agent renamed = await client.MutateAsync(mutations.Rename, new Rename("ada", "Ada L."));
        #endregion

        renamed.Name.ShouldBe("Ada L.");
        Api.Calls.ShouldBe(["rename ada Ada L."]);
    });

    [Fact]
    public Task Mutation_that_a_form_follows() => Play(async () =>
    {
        var (client, mutations) = (Client, Mutations);
        var form = new Form();

        #region mutation-observer
        using var rename = client.Observe(mutations.Rename);
        using var subscription = rename.Subscribe(result =>
        {
            form.IsBusy = result.IsPending;
            form.Message = result.IsError ? result.Error.Message : "";
        });

        await rename.MutateAsync(new Rename("ada", "Ada L."), new() { OnSuccess = (agent, _, _) => form.Close() });
        #endregion

        form.IsClosed.ShouldBeTrue();
        form.IsBusy.ShouldBeFalse();
    });

    [Fact]
    public Task Mutations_of_one_scope_run_in_order() => Play(async () =>
    {
        var (client, mutations) = (Client, Mutations);

        #region scope
        var inOrder = mutations.Rename with { Scope = "agents" };
        var first = client.MutateAsync(inOrder, new Rename("ada", "A."));
        var second = client.MutateAsync(inOrder, new Rename("ada", "Ada L."));     // starts when the first is done
        await Task.WhenAll(first, second);
        #endregion

        (await second).Name.ShouldBe("Ada L.");
        (await second).Version.ShouldBe((await first).Version + 1);
    });

    [Fact]
    public Task Answer_of_the_server_goes_into_the_cache() => Play(async () =>
    {
        var (client, queries, mutations) = (Client, Queries, Mutations);

        #region answer
        var rename = mutations.Rename with
        {
            OnSuccess = (agent, _, _, context) =>
            {
                context.Client.Push(queries.Agent(agent.Id), agent);            // the answer is the new state: no fetch needed
                _ = context.Client.InvalidateAsync(FleetKeys.AgentLists);       // lists are not: fetch those on the screen
                return ValueTask.CompletedTask;
            },
            OnSettled = null,
        };
        #endregion

        await client.MutateAsync(rename, new Rename("ada", "Ada L."));
        client.GetData(queries.Agent("ada")).ShouldBe(new Agent("ada", "Ada L.", "running", 2));
    });

    [Fact]
    public Task Offline_mutation_waits() => Play(async () =>
    {
        var (client, mutations) = (Client, Mutations);
        var online = Scheduler.Online;

        #region offline
        online.IsOnline = false;
        var renaming = client.MutateAsync(mutations.Rename, new Rename("ada", "Ada L."));
        Assert.Equal(1, client.CountMutating());        // waits: State.IsPaused

        online.IsOnline = true;                         // goes on by itself; queries are refetched after it
        await renaming;
        #endregion
    });

    private sealed class Form
    {
        public bool IsBusy { get; set; }

        public string Message { get; set; } = "";

        public bool IsClosed { get; private set; }

        public void Close() => IsClosed = true;
    }
}
