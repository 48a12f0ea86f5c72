using Cadre.Query.Razor.Tests.Rendering;
using Cadre.TestKit;
using Microsoft.AspNetCore.Components;

namespace Cadre.Query.Razor.Tests.Devtools;

public sealed class QueryDevtoolsTests
{
    private readonly Answers<string> _server = new();

    private QueryDefinition<string> Ada => new(["agents", "ada"], _ => _server.CallAsync()) { Retry = Retry.Never };

    private static string IdOf(QueryKey key) => StableId.Of("cadre-query-", key.ToString());

    [Fact]
    public async Task Query_is_listed_with_state_observers_and_age()
    {
        await using var stage = new Stage();
        using var observer = new QueryObserver<string>(stage.Client, Ada).Subscribe(static _ => { });
        _server.Answer("Ada");
        await Patience.Until(() => stage.Client.GetData(Ada) is not null, "the data");
        stage.Clock.Advance(TimeSpan.FromSeconds(90));

        var devtools = await stage.ShowAsync<QueryDevtools>();

        var text = await devtools.TextAsync();
        text.ShouldContain($"id=\"{IdOf(Ada.Key)}\"");
        text.ShouldContain("<code>[&quot;agents&quot;,&quot;ada&quot;]</code>");
        text.ShouldContain("<td class=\"cadre-stale\">stale</td><td>1</td><td>1 min ago</td>");
    }

    [Fact]
    public async Task Empty_cache_says_what_will_appear()
    {
        await using var stage = new Stage();

        (await (await stage.ShowAsync<QueryDevtools>()).TextAsync()).ShouldContain("They appear when");
    }

    [Fact]
    public async Task Devtools_follow_the_cache_four_times_a_second()
    {
        await using var stage = new Stage();
        var devtools = await stage.ShowAsync<QueryDevtools>();

        for (var i = 0; i < 100; i++) stage.Client.SetData(new QueryDefinition<int>(["numbers", i]), i);
        await stage.SettleAsync();
        devtools.Renders.ShouldBe(1);

        stage.Clock.Advance(TimeSpan.FromMilliseconds(250));
        await devtools.ShowsAsync("[&quot;numbers&quot;,99]");
        devtools.Renders.ShouldBe(2);
        (await devtools.TextAsync()).ShouldContain("query [&quot;numbers&quot;,99]: Added");
    }

    [Fact]
    public async Task Ages_grow_without_events()
    {
        await using var stage = new Stage();
        stage.Client.SetData(Ada, "Ada");
        var devtools = await stage.ShowAsync<QueryDevtools>();
        await devtools.ShowsAsync("<td>now</td>");

        stage.Clock.Advance(TimeSpan.FromSeconds(3));

        await devtools.ShowsAsync("3 s ago");
    }

    [Fact]
    public async Task Open_details_show_type_error_and_data()
    {
        await using var stage = new Stage();
        stage.Client.SetData(new QueryDefinition<Agent>(["agent"]), new Agent("Ada", ["engine"]));
        var devtools = await stage.ShowAsync<QueryDevtools>();
        (await devtools.TextAsync()).ShouldNotContain("engine");

        await stage.Renderer.DispatchToAsync(devtools.Id, "details", "ontoggle", EventArgs.Empty);

        var text = await devtools.TextAsync();
        text.ShouldContain("&quot;Name&quot;: &quot;Ada&quot;");
        text.ShouldContain($"+{nameof(Agent)}");
    }

    [Fact]
    public async Task Keys_can_be_filtered()
    {
        await using var stage = new Stage();
        stage.Client.SetData(Ada, "Ada");
        stage.Client.SetData(new QueryDefinition<int>(["numbers"]), 1);
        var devtools = await stage.ShowAsync<QueryDevtools>();

        await stage.Renderer.DispatchAsync(devtools.Id, "cadre-devtools-filter", "oninput", new ChangeEventArgs { Value = "NUMB" });
        (await devtools.TextAsync()).ShouldContain("<code>[&quot;numbers&quot;]</code>");
        (await devtools.TextAsync()).ShouldNotContain("<code>[&quot;agents");

        await stage.Renderer.DispatchAsync(devtools.Id, "cadre-devtools-filter", "oninput", new ChangeEventArgs { Value = "zebra" });
        (await devtools.TextAsync()).ShouldContain("No key contains &#39;zebra&#39;.");
    }

    [Fact]
    public async Task Buttons_refetch_invalidate_reset_and_remove()
    {
        await using var stage = new Stage();
        using var observer = new QueryObserver<string>(stage.Client, Ada).Subscribe(static _ => { });
        _server.Answer("first");
        await Patience.Until(() => stage.Client.GetData(Ada) == "first", "the data");
        var devtools = await stage.ShowAsync<QueryDevtools>();
        var id = IdOf(Ada.Key);

        await PressAsync("refetch", 2);
        stage.Client.GetState(Ada)!.IsInvalidated.ShouldBeFalse();
        await PressAsync("invalidate", 3);

        var reset = devtools.ClickAsync($"{id}-reset");
        await Patience.Until(() => _server.Calls == 4, "the fetch");
        stage.Client.GetState(Ada)!.HasData.ShouldBeFalse();
        _server.Answer("reset");
        await reset;

        await devtools.ClickAsync($"{id}-remove");
        stage.Client.Queries.Find(Ada.Key).ShouldBeNull();

        async Task PressAsync(string action, int calls)
        {
            var click = devtools.ClickAsync($"{id}-{action}");
            await Patience.Until(() => _server.Calls == calls, $"the fetch of {action}");
            _server.Answer(action);
            await click;
            stage.Client.GetData(Ada).ShouldBe(action);
        }
    }

    [Fact]
    public async Task Read_only_devtools_have_no_actions()
    {
        await using var stage = new Stage();
        stage.Client.SetData(Ada, "Ada");

        (await (await stage.ShowAsync<QueryDevtools>(("ReadOnly", true))).TextAsync()).ShouldNotContain("<button");
    }

    [Fact]
    public async Task Mutations_and_what_happened_to_them_are_listed()
    {
        await using var stage = new Stage();
        var devtools = await stage.ShowAsync<QueryDevtools>();
        var rename = new MutationDefinition<string, string>((_, _) => _server.CallAsync()) { Key = ["rename"] };
        var renames = stage.Client.MutateAsync(rename, "b");
        stage.Clock.Advance(TimeSpan.FromMilliseconds(250));
        await devtools.ShowsAsync("<td class=\"cadre-pending\">pending</td>");

        _server.Fail("refused");
        await Should.ThrowAsync<InvalidOperationException>(renames);
        stage.Clock.Advance(TimeSpan.FromMilliseconds(250));

        await devtools.ShowsAsync("mutation [&quot;rename&quot;] #1: Error refused");
        (await devtools.TextAsync()).ShouldContain("<td class=\"cadre-error\">error</td>");
    }

    [Fact]
    public async Task Timeline_and_list_keep_to_their_length()
    {
        await using var stage = new Stage();
        var devtools = await stage.ShowAsync<QueryDevtools>(("MaxEvents", 5), ("MaxQueries", 3));
        for (var i = 0; i < 10; i++) stage.Client.SetData(new QueryDefinition<int>(["numbers", i]), i);
        stage.Clock.Advance(TimeSpan.FromMilliseconds(250));

        await devtools.ShowsAsync("… and 7 more.");
        (await devtools.TextAsync()).Split("<li").Length.ShouldBe(6);
    }

    [Fact]
    public async Task Removed_devtools_listen_no_more()
    {
        await using var stage = new Stage();
        var devtools = await stage.ShowAsync<QueryDevtools>();
        await devtools.RemoveAsync();
        var renders = devtools.Renders;

        stage.Client.SetData(Ada, "Ada");
        stage.Clock.Advance(TimeSpan.FromSeconds(5));
        await stage.SettleAsync();

        devtools.Renders.ShouldBe(renders);
        stage.Clock.ArmedTimers.ShouldBe(1, "the collection of the query");
    }

    [Fact]
    public async Task Html_is_a_table_with_details_and_without_buttons()
    {
        await using var stage = new StaticStage();
        stage.Client.SetData(new QueryDefinition<Agent>(["agent"]), new Agent("Ada", ["engine"]));

        var html = await stage.RenderAsync<QueryDevtools>();

        html.ShouldContain("<details");
        html.ShouldContain("engine");
        html.ShouldNotContain("<button");
        html.ShouldNotContain("<input");
    }

    [Theory]
    [InlineData(0, "never")]
    [InlineData(999_500, "now")]
    [InlineData(941_000, "59 s ago")]
    [InlineData(880_000, "2 min ago")]
    public void Ages_have_one_unit(long at, string text) => Ago.Of(at == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(at), DateTimeOffset.FromUnixTimeMilliseconds(1_000_000)).ShouldBe(text);

    [Fact]
    public void Ages_of_hours_and_days_have_theirs()
    {
        var start = DateTimeOffset.FromUnixTimeMilliseconds(1);
        Ago.Of(DateTimeOffset.FromUnixTimeMilliseconds(1), start.AddHours(30)).ShouldBe("30 h ago");
        Ago.Of(DateTimeOffset.FromUnixTimeMilliseconds(1), start.AddDays(3)).ShouldBe("3 d ago");
    }

    [Fact]
    public void Data_that_are_long_or_no_json_are_text_all_the_same()
    {
        DataText.Of(new string('a', 20_000)).ShouldContain("more letters");
        DataText.Of(new Broken(null)).ShouldContain("not as JSON");
        DataText.Of(null).ShouldBe("null");
    }

    private sealed record Agent(string Name, string[] Skills);

    private sealed class Broken(string? name)
    {
        public string Name => name ?? throw new InvalidTimeZoneException();
    }
}
