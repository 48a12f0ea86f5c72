using Cadre.Query.Razor.Tests.Rendering;
using Cadre.Query.Razor.Tests.Screens;
using Cadre.TestKit;

namespace Cadre.Query.Razor.Tests.Boundary;

public sealed class QueryBoundaryTests
{
    private readonly Answers<List<string>> _server = new();

    private QueryDefinition<List<string>> List => new(["list"], _ => _server.CallAsync()) { Retry = Retry.Never };

    [Fact]
    public async Task Panel_shows_that_it_loads_and_then_the_data_and_its_owner_renders_once()
    {
        await using var stage = new Stage();
        var screen = await stage.ShowAsync<ListScreen>(("Query", List));
        (await screen.TextAsync()).ShouldContain("<p class=\"cadre-query-loading\" role=\"status\">Loading…</p>");

        _server.Answer(["a", "b"]);
        await screen.ShowsAsync("a, b");
        await stage.SettleAsync();

        screen.Renders.ShouldBe(1);
    }

    [Fact]
    public async Task Empty_data_have_words_of_their_own()
    {
        await using var stage = new Stage();
        var screen = await stage.ShowAsync<ListScreen>(("Query", List));

        _server.Answer([]);

        await screen.ShowsAsync("There is nothing here yet.");
    }

    [Fact]
    public async Task Without_network_the_panel_says_what_it_waits_for()
    {
        var network = new OnlineManager { IsOnline = false };
        await using var stage = new Stage(new QueryClientOptions { Online = network });
        var screen = await stage.ShowAsync<ListScreen>(("Query", List));
        (await screen.TextAsync()).ShouldContain("Waiting for the network…");

        network.IsOnline = true;
        await Patience.Until(() => _server.Calls == 1, "the fetch");
        _server.Answer(["a"]);

        await screen.ShowsAsync("<p>a</p>");
    }

    [Fact]
    public async Task Failed_fetch_shows_why_and_retrying_fetches_again()
    {
        await using var stage = new Stage();
        var screen = await stage.ShowAsync<OwnWordsScreen>(("Query", List));
        (await screen.TextAsync()).ShouldContain("just a moment");
        _server.Fail("a fallen tree");
        await screen.ShowsAsync("broken because of a fallen tree");

        var click = screen.ClickAsync("retry");
        await screen.ShowsAsync("just a moment");
        _server.Answer(["a", "b"]);
        await click;

        await screen.ShowsAsync("a, b");
        _server.Calls.ShouldBe(2);
    }

    [Fact]
    public async Task Failed_refetch_leaves_the_older_data_and_says_so()
    {
        await using var stage = new Stage();
        var screen = await stage.ShowAsync<OwnWordsScreen>(("Query", List));
        _server.Answer(["a", "b"]);
        await screen.ShowsAsync("a, b");

        _ = stage.Client.InvalidateAsync(List);
        _server.Fail("a fallen tree");

        await screen.ShowsAsync("stale because of a fallen tree");
        (await screen.TextAsync()).ShouldContain("a, b");
    }

    [Fact]
    public async Task What_is_empty_may_be_said()
    {
        await using var stage = new Stage();
        var screen = await stage.ShowAsync<OwnWordsScreen>(("Query", List));

        _server.Answer(["a"]);

        await screen.ShowsAsync("too few");
    }

    [Fact]
    public async Task Exception_of_the_content_stays_in_the_panel_and_retrying_clears_it_and_fetches()
    {
        await using var stage = new Stage();
        var broken = true;
        Func<string, string> show = item => broken ? throw new InvalidTimeZoneException("cannot be drawn") : item;
        var screen = await stage.ShowAsync<ListScreen>(("Query", List), ("Show", show));
        _server.Answer(["a"]);
        await screen.ShowsAsync("This could not be shown: cannot be drawn");
        (await screen.TextAsync()).ShouldContain("the other panel");
        screen.Component.Errors.ShouldHaveSingleItem().ShouldBeOfType<InvalidTimeZoneException>();

        broken = false;
        var click = stage.Renderer.ClickButtonAsync(screen.Id, "Retry");
        await Patience.Until(() => _server.Calls == 2, "the fetch");
        await screen.ShowsAsync("<p>a</p>");
        _server.Answer(["a", "b"]);
        await click.Within("the click");

        await screen.ShowsAsync("a, b");
    }

    [Fact]
    public async Task Exception_of_the_content_goes_when_other_data_come()
    {
        await using var stage = new Stage();
        Func<string, string> show = static item => item == "bad" ? throw new InvalidTimeZoneException("cannot be drawn") : item;
        var screen = await stage.ShowAsync<ListScreen>(("Query", List), ("Show", show));
        _server.Answer(["bad"]);
        await screen.ShowsAsync("cannot be drawn");

        stage.Client.SetData(List, ["good"]);

        await screen.ShowsAsync("<p>good</p>");
    }

    [Fact]
    public async Task Other_query_takes_the_place_of_the_first()
    {
        await using var stage = new Stage();
        var screen = await stage.ShowAsync<ListScreen>(("Query", List));
        _server.Answer(["a"]);
        await screen.ShowsAsync("<p>a</p>");

        await screen.SetAsync(("Query", new QueryDefinition<List<string>>(["other"], static _ => Task.FromResult<List<string>>(["z"]))));

        await screen.ShowsAsync("<p>z</p>");
        stage.Client.Queries.Find(List.Key)!.ObserverCount.ShouldBe(0);
    }

    [Fact]
    public async Task Panel_without_a_query_says_what_it_needs()
    {
        await using var stage = new Stage { ExpectsErrors = true };

        await stage.ShowAsync<QueryBoundary<string>>();

        stage.Renderer.Errors.First().Message.ShouldContain("one of Query and Hook");
    }

    [Theory]
    [MemberData(nameof(EmptyThings))]
    public void Nothing_to_show_is_empty(object? data, bool isEmpty) => Emptiness.Of(data).ShouldBe(isEmpty);

    public static TheoryData<object?, bool> EmptyThings => new()
    {
        { null, true },
        { "", true },
        { " ", false },
        { Array.Empty<int>(), true },
        { new HashSet<int>(), true },
        { new HashSet<int> { 1 }, false },
        { new Dictionary<string, int>(), true },
        { Enumerable.Range(0, 1).Where(static _ => false), true },
        { 0, false },
    };
}
