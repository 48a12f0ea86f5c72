using Cadre.Cli.Demo.Staging;

namespace Cadre.Cli.Tests.Demo;

public sealed class DirectorTests
{
    private readonly FakeTime _time = new();
    private readonly List<string> _told = [];

    [Fact]
    public async Task Steps_of_several_scenes_come_in_the_order_of_their_pauses()
    {
        await using var director = new Director(_time);
        director.Start(Scene("a", 2, 2));
        director.Start(Scene("b", 1, 2));

        while (director.UntilNext is not null) await director.StepAsync();

        _told.ShouldBe(["a0", "b0", "b1", "a1", "b2", "a2"]);
        director.Now.ShouldBe(TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task Steps_wait_until_they_are_due()
    {
        await using var director = new Director(_time);
        director.Start(Scene("a", 2));
        var running = director.RunAsync(CancellationToken.None);
        await Patience.Until(() => _time.ArmedTimers == 1, "the wait for the second step");

        _told.ShouldBe(["a0"]);
        _time.Advance(TimeSpan.FromSeconds(2));

        await running.Within("the end of the scene");
        _told.ShouldBe(["a0", "a1"]);
    }

    [Fact]
    public async Task Lost_time_is_not_made_up_for_in_one_burst()
    {
        await using var director = new Director(_time);
        director.Start(Scene("a", 10, 10, 10));
        director.Start(Sleep());
        var running = director.RunAsync(CancellationToken.None);

        await Patience.Until(() => _time.ArmedTimers == 1, "the wait for a step");

        _told.ShouldBe(["a0", "a1"]);
        await Patience.Until(() => Moved(running), "the end of the scene");
        await running;

        bool Moved(Task until)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return until.IsCompleted;
        }

        async IAsyncEnumerable<TimeSpan> Sleep()
        {
            _time.Advance(TimeSpan.FromHours(1));
            await Task.CompletedTask;
            yield break;
        }
    }

    [Fact]
    public async Task Scenes_that_did_not_end_are_disposed()
    {
        var director = new Director(_time);
        director.Start(Scene("a", 1, 1));
        await director.StepAsync();

        await director.DisposeAsync();

        _told.ShouldBe(["a0", "a disposed"]);
    }

    private async IAsyncEnumerable<TimeSpan> Scene(string name, params int[] pauses)
    {
        var ended = false;
        try
        {
            for (var step = 0; step < pauses.Length; step++)
            {
                _told.Add($"{name}{step}");
                yield return TimeSpan.FromSeconds(pauses[step]);
            }
            _told.Add($"{name}{pauses.Length}");
            ended = true;
            await Task.CompletedTask;
        }
        finally
        {
            if (!ended) _told.Add($"{name} disposed");
        }
    }
}
