using Cadre.Query;
using Cadre.Query.Razor.Tests.Rendering;
using Cadre.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Guide;

public sealed class GuideTests
{
    private readonly FleetApi _api = new();

    private Stage NewStage() => new(configure: services =>
    {
        services.AddSingleton(_api);
        SetUpGuide.SetUp(services);
    });

    [Fact]
    public void Guide_shows_the_code_that_is_run() => CompiledDocument.Hold("docs/razor.md");

    [Fact]
    public async Task Card_shows_its_agent_and_then_another()
    {
        await using var stage = NewStage();
        var card = await stage.ShowAsync<AgentCard>(("Id", "ada"));
        await card.ShowsAsync("Ada is running");

        await card.SetAsync(("Id", "bob"));

        await card.ShowsAsync("Bob is blocked");
    }

    [Fact]
    public async Task List_keeps_what_it_shows_until_the_filtered_one_is_there()
    {
        await using var stage = NewStage();
        var list = await stage.ShowAsync<AgentList>();
        await list.ShowsAsync("<li>Ada</li><li>Bob</li>");

        await list.ClickAsync("blocked");

        await list.ShowsAsync("class=\"\"><li>Bob</li></ul>");
    }

    [Fact]
    public async Task Count_counts()
    {
        await using var stage = NewStage();

        await (await stage.ShowAsync<AgentCount>()).ShowsAsync("2 agents");
    }

    [Theory]
    [InlineData("Ada L.", "<h1>Ada L.</h1>")]
    [InlineData("nobody", "An agent needs a name of its own.")]
    public async Task Name_changes_or_says_why_not(string name, string shown)
    {
        await using var stage = NewStage();
        var panel = await stage.ShowAsync<AgentName>(("Id", "ada"), ("NewName", name));
        await panel.ShowsAsync("<h1>Ada</h1>");

        await panel.ClickAsync("rename");

        await panel.ShowsAsync(shown);
    }

    [Fact]
    public async Task Feed_grows()
    {
        await using var stage = NewStage();
        var feed = await stage.ShowAsync<ActivityFeed>();
        await feed.ShowsAsync("event 2");

        await feed.ClickAsync("more");

        await feed.ShowsAsync("event 4");
    }

    [Fact]
    public async Task Row_shows_all_of_its_agents()
    {
        await using var stage = NewStage();

        await (await stage.ShowAsync<AgentRow>(("Ids", (string[])["bob", "ada"]))).ShowsAsync("Bob, Ada");
    }

    [Fact]
    public async Task Page_shows_its_cards()
    {
        await using var stage = NewStage();

        await (await stage.ShowAsync<FleetApp>()).ShowsAsync("Bob is blocked");
    }

    [Fact]
    public async Task Component_with_another_base_follows_its_query_and_leaves_it()
    {
        await using var stage = NewStage();
        var panel = await stage.ShowAsync<OwnBase>(("Id", "ada"));
        await panel.ShowsAsync("Ada");
        await panel.SetAsync(("Id", "bob"));
        await panel.ShowsAsync("Bob");

        await panel.RemoveAsync();

        stage.Client.Queries.FindAll().ShouldAllBe(query => query.ObserverCount == 0);
    }

    [Fact]
    public void More_options_are_accepted()
    {
        var services = new ServiceCollection().AddScoped<FocusManager>();
        SetUpGuide.SetUpMore(services);
        using var built = services.BuildServiceProvider();

        using var scope = built.CreateScope();
        scope.ServiceProvider.GetRequiredService<QueryClient>().GetQueryDefaults(["activity"]).GcTime.ShouldBe(TimeSpan.FromHours(1));
    }
}
