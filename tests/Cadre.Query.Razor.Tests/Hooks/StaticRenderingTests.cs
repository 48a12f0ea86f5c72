using Cadre.Query.Razor.Tests.Rendering;
using Cadre.Query.Razor.Tests.Screens;
using Cadre.TestKit;

namespace Cadre.Query.Razor.Tests.Hooks;

public sealed class StaticRenderingTests
{
    private readonly Answers<string> _server = new();

    private Func<string, QueryDefinition<string>> Agents => id => new(["agents", id], _ => _server.CallAsync());

    [Fact]
    public async Task Html_waits_for_the_data()
    {
        await using var stage = new StaticStage();

        var html = stage.RenderAsync<AgentPanel>(("Id", "ada"), ("Definition", Agents));
        await Patience.Until(() => _server.Calls == 1, "the fetch");
        html.IsCompleted.ShouldBeFalse();
        _server.Answer("Ada <Lovelace>");

        (await html).ShouldContain("agent Ada &lt;Lovelace&gt;");
    }

    [Fact]
    public async Task Html_waits_for_queries_that_begin_when_others_have_answered()
    {
        await using var stage = new StaticStage();

        (await stage.RenderAsync<DependentPanel>()).ShouldContain("<p>ada: projects of ada</p>");
    }

    [Fact]
    public async Task Failure_is_shown_at_once_without_retries_and_without_buttons()
    {
        await using var stage = new StaticStage();
        var list = new QueryDefinition<List<string>>(["list"], async _ => [await _server.CallAsync()]);

        var html = stage.RenderAsync<ListScreen>(("Query", list));
        await Patience.Until(() => _server.Calls == 1, "the fetch");
        _server.Fail("a fallen tree");

        (await html).ShouldContain("This could not be shown: a fallen tree");
        (await html).ShouldNotContain("<button");
        _server.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task Retries_that_a_query_asks_for_are_waited_for()
    {
        await using var stage = new StaticStage();
        stage.Client.SetQueryDefaults(["agents"], new QueryOptions { Retry = 1, RetryDelay = TimeSpan.Zero });

        var html = stage.RenderAsync<AgentPanel>(("Id", "ada"), ("Definition", Agents));
        await Patience.Until(() => _server.Calls == 1, "the fetch");
        _server.Fail("once");
        await Patience.Until(() => _server.Calls == 2, "the retry");
        _server.Answer("Ada");

        (await html).ShouldContain("agent Ada");
    }

    [Fact]
    public async Task Panels_beside_each_other_load_at_the_same_time()
    {
        await using var stage = new StaticStage();
        var numbers = Enumerable.Range(1, 3).Select(id => new Answers<int>()).ToList();
        var queries = numbers.Select((server, id) => new QueryDefinition<int>(["numbers", id], _ => server.CallAsync())).ToList();

        var html = stage.RenderAsync<NestedNumbers>(("Queries", queries));
        await Patience.Until(() => numbers.TrueForAll(static server => server.Calls == 1), "all fetches");
        for (var i = 0; i < 3; i++) numbers[i].Answer(i);

        (await html).ShouldContain("0, 1, 2");
    }

    [Fact]
    public async Task End_of_the_request_leaves_no_observer_and_no_wait()
    {
        await using var stage = new StaticStage();
        var html = stage.RenderAsync<AgentPanel>(("Id", "ada"), ("Definition", Agents));
        await Patience.Until(() => _server.Calls == 1, "the fetch");

        await stage.EndAsync();

        stage.Client.Queries.Find(["agents", "ada"])!.ObserverCount.ShouldBe(0);
        await Patience.Until(() => html.IsCompleted, "the end of the wait");
    }
}
