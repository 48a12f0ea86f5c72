using Cadre.Query.Razor.Tests.Rendering;
using Cadre.Query.Razor.Tests.Screens;

namespace Cadre.Query.Razor.Tests.Hooks;

public sealed class CountHookTests
{
    private readonly Answers<string> _server = new();

    [Fact]
    public async Task Fetches_that_the_filter_means_are_counted()
    {
        await using var stage = new Stage();
        var panel = await stage.ShowAsync<BusyPanel>();
        _ = stage.Client.FetchAsync(new QueryDefinition<string>(["agents", 1], _ => _server.CallAsync()));
        _ = stage.Client.FetchAsync(new QueryDefinition<string>(["agents", 2], _ => _server.CallAsync()));
        await panel.ShowsAsync("2 fetching, still");
        _ = stage.Client.FetchAsync(new QueryDefinition<string>(["tasks"], _ => new Answers<string>().CallAsync()));

        _server.Answer("Ada");
        await panel.ShowsAsync("1 fetching");
        _server.Answer("Bob");
        await panel.ShowsAsync("0 fetching");
    }

    [Fact]
    public async Task Mutations_are_counted()
    {
        await using var stage = new Stage();
        var panel = await stage.ShowAsync<BusyPanel>();

        var mutation = stage.Client.MutateAsync(new MutationDefinition<string, string>((_, _) => _server.CallAsync()), "b");
        await panel.ShowsAsync("mutating");
        _server.Answer("b");
        await mutation;

        await panel.ShowsAsync("still");
    }

    [Fact]
    public async Task Events_that_change_no_number_render_nothing()
    {
        await using var stage = new Stage();
        var panel = await stage.ShowAsync<BusyPanel>();

        for (var i = 0; i < 10; i++) stage.Client.SetData(new QueryDefinition<int>(["agents", i]), i);
        await stage.SettleAsync();

        panel.Renders.ShouldBe(1);
    }
}
