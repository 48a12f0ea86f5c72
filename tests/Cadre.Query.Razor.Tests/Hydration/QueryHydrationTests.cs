using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Cadre.Query.Razor.Tests.Rendering;
using Cadre.Query.Razor.Tests.Screens;
using Cadre.TestKit;
using Microsoft.AspNetCore.Components.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Cadre.Query.Razor.Tests.Hydration;

public sealed partial class QueryHydrationTests
{
    private readonly Answers<string> _server = new();
    private readonly PageStore _page = new();

    private Func<string, QueryDefinition<string>> Agents => id => new(["agents", id], _ => _server.CallAsync()) { StaleTime = TimeSpan.FromSeconds(30) };

    private static DataTypes Texts => new DataTypes().Add("text", Json.Default.String);

    private static Stage StageWithState(DataTypes? types = null, bool expectsErrors = false) => new(configure: services => services
        .AddCadreQuery(options => options.Types = types)
        .AddScoped<ComponentStatePersistenceManager>()
        .AddScoped(static scope => scope.GetRequiredService<ComponentStatePersistenceManager>().State))
    {
        ExpectsErrors = expectsErrors,
    };

    private static ComponentStatePersistenceManager ManagerOf(Stage stage) => stage.Services.GetRequiredService<ComponentStatePersistenceManager>();

    private async Task PrerenderAsync(Stage server, DataTypes? types, Action? beforePersisting = null)
    {
        server.Renderer.IsInteractive = false;
        var rendered = server.ShowAsync<HydratedPage>(("Types", types), ("Definition", Agents));
        await Patience.Until(() => _server.Calls == 1, "the fetch");
        _server.Answer("Ada");
        var page = await rendered;
        await page.ShowsAsync("agent Ada");
        beforePersisting?.Invoke();
        await server.Renderer.Dispatcher.InvokeAsync(() => ManagerOf(server).PersistStateAsync(_page, server.Renderer)).Within("the state");
    }

    [Fact]
    public async Task Page_becomes_interactive_with_its_data_and_without_a_second_fetch()
    {
        await using (var server = StageWithState()) await PrerenderAsync(server, Texts);
        await using var browser = StageWithState();
        await ManagerOf(browser).RestoreStateAsync(_page);

        var page = await browser.ShowAsync<HydratedPage>(("Types", Texts), ("Definition", Agents));

        (await page.TextAsync()).ShouldContain("agent Ada");
        _server.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task Types_may_come_from_the_services()
    {
        await using var server = StageWithState(Texts);
        await PrerenderAsync(server, types: null);

        Encoding.UTF8.GetString(_page.Content.Single().Value).ShouldContain("Ada");
    }

    [Fact]
    public async Task Data_of_types_that_nobody_named_stay_behind()
    {
        await using (var server = StageWithState())
            await PrerenderAsync(server, Texts, () => server.Client.SetData(new QueryDefinition<Uri>(["link"]), new Uri("https://example.org")));
        await using var browser = StageWithState();
        await ManagerOf(browser).RestoreStateAsync(_page);
        await browser.ShowAsync<HydratedPage>(("Types", Texts), ("Definition", Agents));

        browser.Client.Queries.Find(["link"]).ShouldBeNull();
        browser.Client.Queries.Find(["agents", "ada"]).ShouldNotBeNull();
    }

    [Fact]
    public async Task State_that_cannot_be_read_is_fetched_again()
    {
        await _page.PersistStateAsync(new Dictionary<string, byte[]> { ["cadre-query"] = JsonSerializer.SerializeToUtf8Bytes("[not a state") });
        await using var browser = StageWithState();
        await ManagerOf(browser).RestoreStateAsync(_page);

        var page = await browser.ShowAsync<HydratedPage>(("Types", Texts), ("Definition", Agents));
        _server.Answer("Ada");

        await page.ShowsAsync("agent Ada");
    }

    [Fact]
    public async Task Without_types_the_component_says_what_it_needs()
    {
        await using var server = StageWithState(expectsErrors: true);

        await server.ShowAsync<HydratedPage>(("Definition", Agents));

        server.Renderer.Errors.First().Message.ShouldContain("AddCadreQuery");
    }

    [Fact]
    public async Task Where_pages_do_not_live_on_there_is_nothing_to_carry()
    {
        await using var stage = new Stage();

        var page = await stage.ShowAsync<HydratedPage>(("Definition", Agents));
        _server.Answer("Ada");

        await page.ShowsAsync("agent Ada");
    }

    [JsonSerializable(typeof(string))]
    private sealed partial class Json : JsonSerializerContext;
}
