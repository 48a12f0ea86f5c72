using Cadre.Query.Razor.Tests.Rendering;
using Cadre.Query.Razor.Tests.Screens;
using Cadre.TestKit;

namespace Cadre.Query.Razor.Tests.Hooks;

public sealed class InfiniteQueryHookTests
{
    private readonly Answers<string[]> _server = new();
    private readonly List<int> _asked = [];

    private InfiniteQueryDefinition<string[], int> Pages => new(
        ["pages"],
        0,
        context =>
        {
            _asked.Add(context.PageParam);
            return _server.CallAsync();
        },
        static (_, pages, last, _) => pages.Count < 2 ? last + 1 : Optional.None<int>())
    {
        Retry = Retry.Never,
    };

    [Fact]
    public async Task Next_page_joins_the_others_until_there_is_none()
    {
        await using var stage = new Stage();
        var panel = await stage.ShowAsync<PagesPanel>(("Query", Pages));
        _server.Answer(["a", "b"]);
        await panel.ShowsAsync("a, b");
        (await panel.TextAsync()).ShouldContain(">more<");

        var click = panel.ClickAsync("next");
        await panel.ShowsAsync("loading more");
        _server.Answer(["c"]);
        await click;

        await panel.ShowsAsync("a, b, c");
        await panel.ShowsAsync("that is all");
        _asked.ShouldBe([0, 1]);
    }

    [Fact]
    public async Task Failed_page_leaves_the_others_and_can_be_asked_for_again()
    {
        await using var stage = new Stage();
        var panel = await stage.ShowAsync<PagesPanel>(("Query", Pages));
        _server.Answer(["a"]);
        await panel.ShowsAsync("more");

        var click = panel.ClickAsync("next");
        await Patience.Until(() => _server.Calls == 2, "the second page");
        _server.Fail("no page");
        await click;
        await panel.ShowsAsync(">more<");
        (await panel.TextAsync()).ShouldContain("<p>a</p>");

        click = panel.ClickAsync("next");
        await Patience.Until(() => _server.Calls == 3, "the second page again");
        _server.Answer(["b"]);
        await click;
        await panel.ShowsAsync("a, b");
    }
}
