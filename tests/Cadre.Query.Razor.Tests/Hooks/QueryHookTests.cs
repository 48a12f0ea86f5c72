using Cadre.Query.Razor.Tests.Rendering;
using Cadre.TestKit;

namespace Cadre.Query.Razor.Tests.Hooks;

public sealed class QueryHookTests
{
    private readonly Answers<string> _server = new();

    private Func<string, QueryDefinition<string>> Definition => id => new(["agents", id], _ => _server.CallAsync()) { Retry = Retry.Never };

    [Fact]
    public async Task Component_loads_and_then_shows_the_data()
    {
        await using var stage = new Stage();
        var panel = await stage.ShowAsync<AgentPanel>(("Id", "ada"), ("Definition", Definition));

        (await panel.TextAsync()).ShouldContain("loading ada");
        panel.Renders.ShouldBe(1);
        _server.Answer("Ada");
        await panel.ShowsAsync("agent Ada");
        await stage.SettleAsync();

        panel.Renders.ShouldBe(2);
        _server.Calls.ShouldBe(1);
    }
}
