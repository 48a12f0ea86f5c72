using Cadre.Query;

namespace Guide;

public sealed class QueryGuide : GuideTest
{
    private static readonly Agent Ada = new("ada", "Ada", "running", 1);

    [Fact]
    public Task Lists_page_by_page() => Play(async () =>
    {
        var (client, queries) = (Client, Queries);

        #region paging
        using var list = client.Observe(queries.Agents(new AgentFilter(Page: 1)));
        using var subscription = list.Subscribe(Render);

        // The user turns the page: page 1 stays on the screen (IsPlaceholderData) until page 2 is there.
        list.SetOptions(queries.Agents(new AgentFilter(Page: 2)));
        await client.PrefetchAsync(queries.Agents(new AgentFilter(Page: 3)));
        #endregion

        list.CurrentResult.Data!.Items.Single().Id.ShouldBe("cyd");
        client.TryGetData(queries.Agents(new AgentFilter(Page: 3)), out _).ShouldBeTrue();
    });

    [Fact]
    public Task Detail_shows_what_the_list_knows() => Play(async () =>
    {
        var (client, queries) = (Client, Queries);
        await client.FetchAsync(queries.Agents(new AgentFilter()));

        #region detail-placeholder
        var detail = queries.Agent("ada") with
        {
            PlaceholderData = Placeholder.From<Agent>((_, _) =>
                client.TryGetData(queries.Agents(new AgentFilter()), out var page) && page.Items.FirstOrDefault(agent => agent.Id == "ada") is { } known
                    ? known
                    : default(Optional<Agent>)),
        };
        using var observer = client.Observe(detail);    // shows Ada at once, and fetches
        #endregion

        observer.CurrentResult.IsPlaceholderData.ShouldBeTrue();
        observer.CurrentResult.Data!.Name.ShouldBe("Ada");
    });

    [Fact]
    public Task Dependent_query_waits_for_what_it_needs() => Play(async () =>
    {
        var (client, queries) = (Client, Queries);

        #region dependent
        using var selected = client.Observe(queries.Agent("ada"));
        using var tasks = client.Observe(queries.TasksOf(null));     // Skip: no fetch yet
        using var showing = tasks.Subscribe(Render);
        using var following = selected.Subscribe(agent => tasks.SetOptions(queries.TasksOf(agent.Data?.Id)));
        #endregion

        tasks.CurrentResult.IsEnabled.ShouldBeFalse();
        await Until(() => tasks.CurrentResult.IsSuccess);
        tasks.CurrentResult.Data!.Single().Title.ShouldBe("Parser of ada");
    });

    [Fact]
    public Task Query_can_be_switched_off() => Play(async () =>
    {
        var (client, queries) = (Client, Queries);

        #region enabled
        using var panel = client.Observe(queries.Statistics with { Enabled = false });
        using var subscription = panel.Subscribe(Render);                       // fetches nothing
        panel.SetOptions(queries.Statistics with { Enabled = true });           // the panel was opened: fetches
        #endregion

        await Until(() => panel.CurrentResult.IsSuccess);
        Api.Calls.ShouldBe(["statistics"]);
    });

    [Fact]
    public Task Function_that_switches_a_query_on_is_not_noticed_as_a_change() => Play(async () =>
    {
        var isOpen = false;
        var statistics = Queries.Statistics with { Enabled = Setting.Of(_ => isOpen), RefetchInterval = TimeSpan.Zero };
        using var panel = Client.Observe(statistics);
        using var subscription = panel.Subscribe(Render);
        isOpen = true;

        panel.SetOptions(statistics);

        await Task.Delay(TimeSpan.FromSeconds(1), Scheduler.Time);
        Api.Calls.ShouldBeEmpty();
    });

    [Fact]
    public Task Polling_ends_by_itself() => Play(async () =>
    {
        var (client, queries) = (Client, Queries);

        #region polling
        using var job = client.Observe(queries.Job("nightly"));
        await foreach (var result in job.ResultsAsync())
        {
            if (result.Data is { IsDone: true }) break;             // 50 %, a second later 100 %
        }
        #endregion

        Api.Calls.ShouldBe(["job nightly", "job nightly"]);
    });

    [Fact]
    public Task Statistics_are_selected() => Play(async () =>
    {
        var (client, queries) = (Client, Queries);
        var renders = 0;

        #region select
        using var blocked = client.Observe(queries.Statistics with { NotifyOn = ResultFields.Data }, static statistics => statistics.Blocked);
        using var subscription = blocked.Subscribe(result => renders++);     // only when the number of blocked agents changes
        #endregion

        await Until(() => blocked.CurrentResult.IsSuccess);
        client.UpdateData(queries.Statistics, statistics => statistics with { Agents = 4 });
        blocked.CurrentResult.Data.ShouldBe(1);
        renders.ShouldBe(1);
    });

    [Fact]
    public Task Several_queries_make_one_value() => Play(async () =>
    {
        var (client, queries) = (Client, Queries);
        string[] ids = ["ada", "bob"];

        #region combine
        using var names = client.Observe(
            [.. ids.Select(id => ObservedQuery.Of(queries.Agent(id), static agent => agent.Name))],
            static results => string.Join(", ", results.Select(result => result.Data ?? "…")));
        using var subscription = names.Subscribe(_ => Show(names.Combined));    // …, …   then Ada, …   then Ada, Bob
        #endregion

        await Until(() => names.CurrentResults.All(result => result.IsSuccess));
        names.Combined.ShouldBe("Ada, Bob");
    });

    [Fact]
    public Task Infinite_list_grows() => Play(async () =>
    {
        var (client, queries) = (Client, Queries);

        #region infinite
        using var activity = client.Observe(queries.Activity);
        using var subscription = activity.Subscribe(Render);
        await activity.RefetchAsync();                              // the newest page
        while (activity.CurrentResult.HasNextPage)
            await activity.FetchNextPageAsync();                    // older ones, as the user scrolls
        #endregion

        activity.CurrentResult.Data!.Pages.SelectMany(page => page.Items).Select(item => item.Id).ShouldBe([4, 3, 2, 1]);
    });

    [Fact]
    public Task Stream_grows_with_every_chunk() => Play(async () =>
    {
        var client = Client;
        var seen = new List<int>();
        async IAsyncEnumerable<string> Lines([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token)
        {
            foreach (var line in (string[])["one", "two", "three"])
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10), Scheduler.Time, token);
                yield return line;
            }
        }

        #region streamed
        var log = new QueryDefinition<IReadOnlyList<string>>(["jobs", "nightly", "log"], StreamedQuery.Of(context => Lines(context.CancellationToken)));
        using var observer = client.Observe(log with { NotifyOn = ResultFields.Data });
        using var subscription = observer.Subscribe(result => seen.Add(result.Data!.Count));
        await client.FetchAsync(log);       // ends with the stream
        #endregion

        seen.ShouldBe([1, 2, 3]);
    });

    [Fact]
    public Task Equal_items_of_a_list_keep_their_reference() => Play(async () =>
    {
        var client = Client;

        #region sharing
        var agents = new QueryDefinition<IReadOnlyList<Agent>>(["agents", "all"])
        {
            Share = Sharing.ReadOnlyListById<Agent, string>(static agent => agent.Id),
        };
        var before = client.SetData(agents, [new("ada", "Ada", "running", 1), new("bob", "Bob", "blocked", 1)]);
        var after = client.SetData(agents, [new("bob", "Bob", "running", 2), new("ada", "Ada", "running", 1)]);

        Assert.Same(before[0], after[1]);       // Ada is the same object, though she moved
        #endregion

        await Task.CompletedTask;
    });

    [Fact]
    public void Data_of_an_interface_type_is_named()
    {
        var queries = Queries;

        #region interface-data
        var tasks = queries.TasksOf("ada") with { PlaceholderData = Placeholder.Of<IReadOnlyList<WorkItem>>([]) };
        #endregion

        Client.Observe(tasks).CurrentResult.Data.ShouldBeEmpty();
    }

    [Fact]
    public Task Data_copied_out_of_the_cache_grows_old() => Play(async () =>
    {
        var (client, queries) = (Client, Queries);

        #region copy
        // Don't: a copy in a field of yours does not follow the cache.
        Agent copy = await client.FetchAsync(queries.Agent("ada"));
        client.UpdateData(queries.Agent("ada"), agent => agent with { Name = "Ada L." });

        Assert.Equal("Ada", copy.Name);
        // Do: keep an observer, and read its CurrentResult.
        #endregion
    });

    [Fact]
    public void Null_is_data()
    {
        var client = Client;

        #region null
        var owner = new QueryDefinition<Agent?>(["jobs", "nightly", "owner"], _ => Task.FromResult<Agent?>(null));
        client.SetData(owner, null);                            // known: nobody owns it

        Assert.True(client.TryGetData(owner, out var known));   // there is data, and it is null
        Assert.Null(known);
        #endregion
    }

    private async Task Until(Func<bool> condition)
    {
        while (!condition()) await Task.Delay(TimeSpan.FromMilliseconds(10), Scheduler.Time);
    }

    private static void Render<T>(QueryResult<T> result)
    {
    }

    private static void Show(string text)
    {
    }
}
