using Cadre.Query.Razor.Tests.Rendering;
using Cadre.Query.Razor.Tests.Screens;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Cadre.Query.Razor.Tests.Hooks;

public sealed class ClientTests
{
    private static readonly Func<string, QueryDefinition<string>> Agents = id => new(["agents", id]) { StaleTime = StaleTime.Infinite };

    private static QueryClient With(string name)
    {
        var client = new QueryClient();
        client.SetData(Agents("ada"), name);
        return client;
    }

    [Fact]
    public async Task Cascading_client_comes_before_that_of_the_services_and_may_change()
    {
        await using var stage = new Stage();
        using QueryClient first = With("Ada of the first"), second = With("Ada of the second");
        stage.Client.SetData(Agents("ada"), "Ada of the services");
        var screen = await stage.ShowAsync<Cascade>(("Below", first), ("Id", "ada"), ("Definition", Agents));
        (await screen.TextAsync()).ShouldContain("Ada of the first");

        await screen.SetAsync(("Below", second));
        (await screen.TextAsync()).ShouldContain("Ada of the second");
        first.Queries.Find(["agents", "ada"])!.ObserverCount.ShouldBe(0);
        first.SetData(Agents("ada"), "unseen");

        await screen.SetAsync(("Below", null));
        (await screen.TextAsync()).ShouldContain("Ada of the services");
        second.Queries.Find(["agents", "ada"])!.ObserverCount.ShouldBe(0);
    }

    [Fact]
    public async Task Component_without_a_client_says_how_to_get_one()
    {
        await using var stage = new Stage(configure: static services => services.AddScoped(static _ => (QueryClient)null!)) { ExpectsErrors = true };

        await stage.ShowAsync<AgentPanel>(("Id", "ada"), ("Definition", Agents));

        stage.Renderer.Errors.First().Message.ShouldContain("AddCadreQuery");
    }

    [Fact]
    public async Task Disposed_component_takes_no_more_hooks()
    {
        await using var stage = new Stage();
        var panel = await stage.ShowAsync<LateHook>();
        await panel.RemoveAsync();

        Should.Throw<ObjectDisposedException>(panel.Component.Use);
    }

    private sealed class LateHook : QueryComponentBase
    {
        public void Use() => UseQuery(Agents("ada"));
    }
}
