using Cadre.Query.Razor.Tests.Rendering;
using Cadre.Query.Razor.Tests.Screens;
using Cadre.TestKit;

namespace Cadre.Query.Razor.Tests.Hooks;

public sealed class BurstTests
{
    private static readonly QueryDefinition<int> Left = new(["left"]) { InitialData = 0, StaleTime = StaleTime.Infinite };
    private static readonly QueryDefinition<int> Right = new(["right"]) { InitialData = 0, StaleTime = StaleTime.Infinite };

    [Fact]
    public async Task Batch_of_changes_of_several_queries_is_one_rendering()
    {
        await using var stage = new Stage();
        var panel = await stage.ShowAsync<PairPanel>(("Left", Left), ("Right", Right));

        stage.Client.Batch(() =>
        {
            for (var i = 1; i <= 1_001; i++)
            {
                stage.Client.SetData(Left, i);
                stage.Client.SetData(Right, i);
            }
        });
        await panel.ShowsAsync("1001 + odd");
        await stage.SettleAsync();

        panel.Renders.ShouldBe(2);
    }

    [Fact]
    public async Task Changes_while_the_renderer_is_busy_are_one_rendering()
    {
        await using var stage = new Stage();
        var panel = await stage.ShowAsync<PairPanel>(("Left", Left), ("Right", Right));

        await stage.Renderer.Dispatcher.InvokeAsync(() =>
        {
            for (var i = 1; i <= 100; i++) stage.Client.SetData(Left, i);
        });
        await panel.ShowsAsync("100 + even");
        await stage.SettleAsync();

        panel.Renders.ShouldBe(2);
    }

    [Fact]
    public async Task Change_that_is_undone_before_its_rendering_shows_what_is_true()
    {
        await using var stage = new Stage();
        var panel = await stage.ShowAsync<PairPanel>(("Left", Left), ("Right", Right));

        stage.Client.Batch(() =>
        {
            stage.Client.SetData(Left, 7);
            stage.Client.SetData(Left, 0);
        });
        await stage.SettleAsync();

        (await panel.TextAsync()).ShouldContain("0 + even");
    }

    [Theory]
    [InlineData(4, 2_500)]
    public async Task Changes_from_many_threads_end_in_the_last_one_on_the_screen(int threads, int changes)
    {
        await using var stage = new Stage();
        var panel = await stage.ShowAsync<PairPanel>(("Left", Left), ("Right", Right));

        await Task.WhenAll(Enumerable.Range(0, threads).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < changes; i++)
            {
                stage.Client.UpdateData(Left, static number => number + 1);
                stage.Client.UpdateData(Right, static number => number + 1);
            }
        }))).Within("the writers");

        await panel.ShowsAsync($"{threads * changes} + even");
        await stage.SettleAsync();
        panel.Renders.ShouldBeLessThanOrEqualTo(1 + 2 * threads * changes);
    }

    [Fact]
    public async Task Reads_of_one_rendering_agree_while_data_come_and_go()
    {
        await using var stage = new Stage();
        QueryDefinition<string> flickers = new(["flickers"], _ => Task.FromResult("fetched"));
        var panel = await stage.ShowAsync<SteadyPanel>(("Query", flickers));

        await Task.WhenAll(Enumerable.Range(0, 3).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 500; i++)
            {
                if (writer == 0) await stage.Client.ResetAsync(flickers);
                else stage.Client.SetData(flickers, $"written by {writer}");
            }
        }))).Within("the writers");
        stage.Client.SetData(flickers, "the end");

        await panel.ShowsAsync("the end (7)");
        stage.Renderer.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Components_come_and_go_while_data_change()
    {
        await using var stage = new Stage();
        using var stop = new CancellationTokenSource();
        var writer = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested) stage.Client.UpdateData(Left, static number => number + 1);
        });
        for (var i = 0; i < 100; i++)
        {
            var panel = await stage.ShowAsync<PairPanel>(("Left", Left), ("Right", Right));
            await panel.SetAsync();
            await panel.RemoveAsync();
        }
        await stop.CancelAsync();
        await writer.Within("the writer");

        stage.Client.Queries.Find(Left.Key)!.ObserverCount.ShouldBe(0);
        stage.Client.Queries.Find(Right.Key)!.ObserverCount.ShouldBe(0);
    }
}
