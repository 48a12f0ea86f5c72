using Cadre.Query.Razor.Tests.Rendering;
using Cadre.Query.Razor.Tests.Screens;
using Cadre.TestKit;

namespace Cadre.Query.Razor.Tests.Hooks;

public sealed class MutationHookTests
{
    private static readonly QueryDefinition<string> Tasks = new(["tasks"]) { InitialData = "a", StaleTime = StaleTime.Infinite };

    private readonly Answers<string> _server = new();

    private MutationDefinition<string, string> Add => new((_, _) => _server.CallAsync())
    {
        Optimistic = [Layer.On(Tasks, static (string tasks, string added) => tasks + added)],
        OnSuccess = static (answer, _, _, context) =>
        {
            context.Client.SetData(Tasks, answer);
            return ValueTask.CompletedTask;
        },
    };

    private static (string, object?)[] With(MutationDefinition<string, string> add) => [("Tasks", Tasks), ("Add", add)];

    [Fact]
    public async Task Optimistic_change_shows_before_the_answer_and_the_answer_after_it()
    {
        await using var stage = new Stage();
        var panel = await stage.ShowAsync<TasksPanel>(With(Add));
        (await panel.TextAsync()).ShouldContain("Idle");

        await panel.ClickAsync("add");
        (await panel.TextAsync()).ShouldContain("tasks ab");
        (await panel.TextAsync()).ShouldContain("Pending");

        _server.Answer("a, b of the server");
        await panel.ShowsAsync("Success");
        (await panel.TextAsync()).ShouldContain("tasks a, b of the server");
    }

    [Fact]
    public async Task Failure_takes_the_optimistic_change_back_and_shows_why()
    {
        await using var stage = new Stage();
        var panel = await stage.ShowAsync<TasksPanel>(With(Add));
        await panel.ClickAsync("add");
        await panel.ShowsAsync("tasks ab");

        _server.Fail("refused");
        await panel.ShowsAsync("Error refused");
        (await panel.TextAsync()).ShouldContain("tasks a<");

        await panel.ClickAsync("reset");
        (await panel.TextAsync()).ShouldContain("Idle");
        (await panel.TextAsync()).ShouldNotContain("refused");
    }

    [Fact]
    public async Task Awaited_mutation_answers_or_throws()
    {
        await using var stage = new Stage();
        var panel = await stage.ShowAsync<TasksPanel>(With(Add));

        var adds = panel.Component.Adding.MutateAsync("b");
        _server.Answer("ab");
        (await adds.Within("the mutation")).ShouldBe("ab");

        var fails = panel.Component.Adding.MutateAsync("c");
        _server.Fail("refused");
        (await Should.ThrowAsync<InvalidOperationException>(fails)).Message.ShouldBe("refused");
    }

    [Fact]
    public async Task Change_that_was_not_read_renders_nothing()
    {
        await using var stage = new Stage();
        var attempts = new Answers<string>();
        var panel = await stage.ShowAsync<TasksPanel>(With(new MutationDefinition<string, string>((_, _) => attempts.CallAsync())
        {
            Retry = 1,
            RetryDelay = TimeSpan.Zero,
        }));
        await panel.ClickAsync("add");
        await panel.ShowsAsync("Pending");
        await stage.SettleAsync();
        var before = panel.Renders;

        attempts.Fail("once");
        await Patience.Until(() => { stage.Clock.Advance(TimeSpan.FromMilliseconds(1)); return attempts.Calls == 2; }, "the second attempt");
        await stage.SettleAsync();

        panel.Renders.ShouldBe(before, "how many attempts failed is not on the screen");
        attempts.Answer("ab");
        await panel.ShowsAsync("Success");
    }

    [Fact]
    public async Task Removed_component_leaves_the_mutation_running()
    {
        await using var stage = new Stage();
        var panel = await stage.ShowAsync<TasksPanel>(With(Add));
        await panel.ClickAsync("add");

        await panel.RemoveAsync();
        _server.Answer("done without a watcher");

        await Patience.Until(() => stage.Client.GetData(Tasks) == "done without a watcher", "the answer");
    }
}
