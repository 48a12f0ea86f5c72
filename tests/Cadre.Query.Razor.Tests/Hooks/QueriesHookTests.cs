using Cadre.Query.Razor.Tests.Rendering;
using Cadre.Query.Razor.Tests.Screens;

namespace Cadre.Query.Razor.Tests.Hooks;

public sealed class QueriesHookTests
{
    private readonly Dictionary<int, Answers<int>> _servers = Enumerable.Range(1, 3).ToDictionary(id => id, _ => new Answers<int>());

    private QueryDefinition<int> Number(int id) => new(["numbers", id], _ => _servers[id].CallAsync()) { StaleTime = StaleTime.Infinite };

    private List<QueryDefinition<int>> Numbers(params int[] ids) => [.. ids.Select(Number)];

    [Fact]
    public async Task Each_query_of_the_list_shows_when_it_is_there()
    {
        await using var stage = new Stage();
        var panel = await stage.ShowAsync<NumbersPanel>(("Queries", Numbers(1, 2)));
        (await panel.TextAsync()).ShouldContain("?, ?");

        _servers[2].Answer(20);
        await panel.ShowsAsync("?, 20");
        _servers[1].Answer(10);
        await panel.ShowsAsync("10, 20");
        panel.Component.Numbers.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Queries_that_stay_in_the_list_stay_followed_and_others_are_left()
    {
        await using var stage = new Stage();
        var panel = await stage.ShowAsync<NumbersPanel>(("Queries", Numbers(1, 2)));
        _servers[1].Answer(10);
        _servers[2].Answer(20);
        await panel.ShowsAsync("10, 20");

        await panel.SetAsync(("Queries", Numbers(3, 2)));
        (await panel.TextAsync()).ShouldContain("?, 20");
        _servers[3].Answer(30);
        await panel.ShowsAsync("30, 20");

        stage.Client.Queries.Find(["numbers", 1])!.ObserverCount.ShouldBe(0);
        stage.Client.Queries.Find(["numbers", 2])!.ObserverCount.ShouldBe(1);
        _servers[2].Calls.ShouldBe(1);
    }

    [Fact]
    public async Task Change_of_a_field_that_was_not_read_renders_nothing()
    {
        await using var stage = new Stage();
        var panel = await stage.ShowAsync<NumbersPanel>(("Queries", Numbers(1)));
        _servers[1].Answer(10);
        await panel.ShowsAsync("10");
        await stage.SettleAsync();
        var before = panel.Renders;

        var refetched = stage.Client.InvalidateAsync(Number(1));
        await stage.SettleAsync();
        _servers[1].Answer(10);
        await refetched;
        await stage.SettleAsync();

        panel.Renders.ShouldBe(before);
    }

    [Fact]
    public async Task Field_that_is_read_later_is_as_new_as_all_others()
    {
        await using var stage = new Stage();
        var panel = await stage.ShowAsync<NumbersPanel>(("Queries", Numbers(1)));
        _servers[1].Answer(10);
        await panel.ShowsAsync("10");
        _ = stage.Client.InvalidateAsync(Number(1));
        await stage.SettleAsync();

        await stage.Renderer.Dispatcher.InvokeAsync(() => _ = panel.Component.Numbers[0].IsFetching);
        await stage.SettleAsync();

        (await stage.Renderer.Dispatcher.InvokeAsync(() => panel.Component.Numbers[0].IsFetching)).ShouldBeTrue();
        _servers[1].Answer(11);
        await panel.ShowsAsync("11");
    }

    [Fact]
    public async Task Removed_component_observes_none_of_them()
    {
        await using var stage = new Stage();
        var panel = await stage.ShowAsync<NumbersPanel>(("Queries", Numbers(1, 2, 3)));

        await panel.RemoveAsync();

        stage.Client.Queries.FindAll().ShouldAllBe(query => query.ObserverCount == 0);
    }
}
