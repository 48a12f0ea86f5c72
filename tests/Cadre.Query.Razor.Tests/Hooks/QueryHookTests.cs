using Cadre.Query.Razor.Tests.Rendering;
using Cadre.Query.Razor.Tests.Screens;
using Cadre.TestKit;

namespace Cadre.Query.Razor.Tests.Hooks;

public sealed class QueryHookTests
{
    private readonly Answers<string> _server = new();

    private Func<string, QueryDefinition<string>> Agents => id => new(["agents", id], _ => _server.CallAsync()) { Retry = Retry.Never };

    private QueryDefinition<string> Ada => Agents("ada");

    [Fact]
    public async Task Component_loads_and_then_shows_the_data()
    {
        await using var stage = new Stage();
        var panel = await stage.ShowAsync<AgentPanel>(("Id", "ada"), ("Definition", Agents));

        (await panel.TextAsync()).ShouldContain("loading ada");
        _server.Answer("Ada");
        await panel.ShowsAsync("agent Ada");
        await stage.SettleAsync();

        panel.Renders.ShouldBe(2);
        _server.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task Fresh_data_are_in_the_first_rendering()
    {
        await using var stage = new Stage();
        stage.Client.SetData(Ada, "Ada");
        Func<string, QueryDefinition<string>> fresh = id => Agents(id) with { StaleTime = StaleTime.Infinite };
        var panel = await stage.ShowAsync<AgentPanel>(("Id", "ada"), ("Definition", fresh));

        (await panel.TextAsync()).ShouldContain("agent Ada");
        await stage.SettleAsync();
        panel.Renders.ShouldBe(1);
        _server.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task Change_of_a_field_that_was_not_read_renders_nothing()
    {
        await using var stage = new Stage();
        var panel = await stage.ShowAsync<DataPanel>(("Query", Ada));
        _server.Answer("Ada");
        await panel.ShowsAsync("data Ada");
        await stage.SettleAsync();
        var before = panel.Renders;

        var refetched = stage.Client.InvalidateAsync(Ada);
        panel.Component.Hook.Latest.IsFetching.ShouldBeTrue();
        await stage.SettleAsync();
        _server.Answer("Ada");
        await refetched.Within("the refetch");
        await stage.SettleAsync();

        panel.Renders.ShouldBe(before);
        panel.Component.Hook.Latest.DataUpdatedAt.ShouldBe(stage.Clock.GetUtcNow());
    }

    [Fact]
    public async Task Field_that_is_read_later_counts_from_then_on()
    {
        await using var stage = new Stage();
        var panel = await stage.ShowAsync<DataPanel>(("Query", Ada));
        _server.Answer("Ada");
        await panel.ShowsAsync("data Ada");
        _ = stage.Client.InvalidateAsync(Ada);
        await stage.SettleAsync();

        await panel.ClickAsync("more");
        (await panel.TextAsync()).ShouldContain("fetching");
        _server.Answer("Ada");

        await panel.ShowsAsync("idle");
    }

    [Fact]
    public async Task Field_that_changes_before_it_is_read_for_the_first_time_is_not_missed()
    {
        await using var stage = new Stage();
        stage.Client.SetData(Ada, "Ada");
        var times = 0;
        Func<string> between = () =>
        {
            if (times++ == 0) _ = stage.Client.InvalidateAsync(Ada);
            return "";
        };

        var panel = await stage.ShowAsync<RacePanel>(("Query", Ada with { StaleTime = StaleTime.Infinite }), ("Between", between));

        await panel.ShowsAsync("fetching");
        panel.Renders.ShouldBe(2);
        _server.Answer("Ada");
        await panel.ShowsAsync("idle");
    }

    [Fact]
    public async Task Fields_that_the_definition_names_count_instead_of_those_that_were_read()
    {
        await using var stage = new Stage();
        var panel = await stage.ShowAsync<DataPanel>(("Query", Ada with { NotifyOn = ResultFields.Error }));
        _server.Answer("Ada");
        await Patience.Until(() => panel.Component.Hook.Latest.HasData, "the data");
        await stage.SettleAsync();

        panel.Renders.ShouldBe(1);
    }

    [Fact]
    public async Task Parameter_switches_the_query_and_the_data_of_before_can_stay()
    {
        await using var stage = new Stage();
        Func<string, QueryDefinition<string>> kept = id => Agents(id) with { PlaceholderData = Placeholder.KeepPrevious<string>() };
        var panel = await stage.ShowAsync<AgentPanel>(("Id", "ada"), ("Definition", kept));
        _server.Answer("Ada");
        await panel.ShowsAsync("agent Ada");

        await panel.SetAsync(("Id", "bob"));
        (await panel.TextAsync()).ShouldContain("agent Ada (of before)");
        stage.Client.Queries.Find(["agents", "ada"])!.ObserverCount.ShouldBe(0);
        stage.Client.Queries.Find(["agents", "bob"])!.ObserverCount.ShouldBe(1);

        _server.Answer("Bob");
        await panel.ShowsAsync("agent Bob");
        (await panel.TextAsync()).ShouldNotContain("of before");
        panel.Component.Agent.Key.ShouldBe(["agents", "bob"]);
    }

    [Fact]
    public async Task Field_of_the_component_switches_the_query_in_the_same_rendering()
    {
        await using var stage = new Stage();
        var panel = await stage.ShowAsync<AgentPanel>(("Id", "ada"), ("Definition", Agents), ("Other", "bob"));
        _server.Answer("Ada");
        await panel.ShowsAsync("agent Ada");
        await stage.SettleAsync();
        var before = panel.Renders;

        await panel.ClickAsync("other");

        (await panel.TextAsync()).ShouldContain("loading bob");
        await stage.SettleAsync();
        panel.Renders.ShouldBe(before + 1);
    }

    [Fact]
    public async Task Failure_shows_and_a_refetch_mends_it()
    {
        await using var stage = new Stage();
        var panel = await stage.ShowAsync<AgentPanel>(("Id", "ada"), ("Definition", Agents));
        _server.Fail("no such agent");
        await panel.ShowsAsync("failed: no such agent");

        var click = panel.ClickAsync("again");
        await Patience.Until(() => _server.Calls == 2, "the second call");
        _server.Answer("Ada");
        await click;

        await panel.ShowsAsync("agent Ada");
    }

    [Fact]
    public async Task Removed_component_observes_nothing_and_renders_no_more()
    {
        await using var stage = new Stage();
        var panel = await stage.ShowAsync<AgentPanel>(("Id", "ada"), ("Definition", Agents));
        _server.Answer("Ada");
        await panel.ShowsAsync("agent Ada");
        await stage.SettleAsync();
        var (renders, batches) = (panel.Renders, stage.Renderer.Batches);

        stage.Client.Batch(() =>
        {
            stage.Client.SetData(Ada, "on its way when the component goes");
            panel.RemoveAsync().GetAwaiter().GetResult();
        });
        stage.Client.SetData(Ada, "later");
        await stage.SettleAsync();

        stage.Client.Queries.Find(Ada.Key)!.ObserverCount.ShouldBe(0);
        panel.Renders.ShouldBe(renders);
        stage.Renderer.Batches.ShouldBe(batches + 1, "the removal itself");
        panel.Component.Agent.Data.ShouldBe("Ada", "what it showed last");
    }

    [Fact]
    public async Task Removed_component_lets_a_fetch_go_that_nobody_else_wants()
    {
        await using var stage = new Stage();
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        QueryDefinition<string> waits = new(["slow"], async context =>
        {
            context.CancellationToken.Register(cancelled.SetResult);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.CancellationToken);
            return "";
        });
        var panel = await stage.ShowAsync<DataPanel>(("Query", waits));

        await panel.RemoveAsync();

        await cancelled.Task.Within("the cancellation");
    }

    [Fact]
    public async Task Selected_data_count_and_the_rest_does_not()
    {
        await using var stage = new Stage();
        QueryDefinition<int> left = new(["left"], _ => Task.FromResult(1)), right = new(["right"], _ => Task.FromResult(2));
        var panel = await stage.ShowAsync<PairPanel>(("Left", left), ("Right", right));
        await panel.ShowsAsync("1 + even");
        await stage.SettleAsync();
        var before = panel.Renders;

        stage.Client.SetData(right, 4);
        await stage.SettleAsync();
        panel.Renders.ShouldBe(before);

        stage.Client.SetData(right, 5);
        await panel.ShowsAsync("1 + odd");
    }

    [Fact]
    public async Task Definition_that_stays_the_same_is_not_told_to_the_query_again()
    {
        await using var stage = new Stage();
        var panel = await stage.ShowAsync<DataPanel>(("Query", Ada));
        var options = 0;
        using var subscription = stage.Client.Queries.Subscribe(told => options += told.Type == QueryCacheEventType.ObserverOptionsUpdated ? 1 : 0);

        await panel.ClickAsync("more");
        await panel.SetAsync();

        options.ShouldBe(0);
    }

    [Fact]
    public async Task Key_that_holds_another_type_fails_the_component_and_names_both_types()
    {
        await using var stage = new Stage { ExpectsErrors = true };
        stage.Client.SetData(new QueryDefinition<int>(Ada.Key), 1);

        var panel = await stage.ShowAsync<DataPanel>(("Query", Ada));
        await panel.SetAsync();

        stage.Renderer.Errors.ShouldAllBe(error => error is QueryTypeMismatchException);
        stage.Renderer.Errors.First().ShouldBeOfType<QueryTypeMismatchException>().Message.ShouldContain("System.Int32");
    }
}
