using Cadre.Query.Testing;

namespace Cadre.Query.Tests;

public sealed class TestSchedulerTests
{
    private readonly TestScheduler _scheduler = new();
    private readonly List<string> _ran = [];

    [Fact]
    public void Continuations_wait_for_the_test_to_settle()
    {
        _scheduler.Run(() =>
        {
            _ = YieldThenNote("a");
            _ = YieldThenNote("b");
            _ran.Add("started");
        });
        _ran.ShouldBe(["started"]);

        _scheduler.Settle();

        _ran.ShouldBe(["started", "a1", "b1", "a2", "b2"]);
    }

    [Fact]
    public void Continuations_run_before_the_next_timer_of_the_same_time()
    {
        _scheduler.Run(() =>
        {
            _ = Wait(10, async () =>
            {
                _ran.Add("first");
                await Task.Yield();
                _ran.Add("continuation of first");
            });
            _ = Wait(10, () =>
            {
                _ran.Add("second");
                return Task.CompletedTask;
            });
        });

        _scheduler.Advance(10);

        _ran.ShouldBe(["first", "continuation of first", "second"]);
    }

    [Fact]
    public async Task Everything_runs_on_the_thread_of_the_test()
    {
        var threads = new HashSet<int>();
        var task = _scheduler.RunAsync(async () =>
        {
            threads.Add(Environment.CurrentManagedThreadId);
            await Task.Delay(TimeSpan.FromMilliseconds(5), _scheduler.Time);
            threads.Add(Environment.CurrentManagedThreadId);
            return "done";
        });
        task.IsCompleted.ShouldBeFalse();

        _scheduler.Advance(5);

        threads.ShouldBe([Environment.CurrentManagedThreadId]);
        task.IsCompleted.ShouldBeTrue();
        (await task).ShouldBe("done");
    }

    [Fact]
    public void What_needs_no_time_is_complete_after_the_start() =>
        _scheduler.RunAsync(() => YieldThenNote("x")).IsCompletedSuccessfully.ShouldBeTrue();

    [Fact]
    public void Clock_stands_at_the_target_at_the_end()
    {
        _scheduler.Advance(TimeSpan.FromSeconds(3));

        _scheduler.Now.ShouldBe(1_003_000);
    }

    [Fact]
    public void Context_of_the_test_comes_back()
    {
        var before = SynchronizationContext.Current;

        Should.Throw<InvalidOperationException>(() => _scheduler.Run(() => throw new InvalidOperationException("mine")));
        _scheduler.Advance(1);

        SynchronizationContext.Current.ShouldBe(before);
    }

    [Fact]
    public void Exception_of_a_continuation_reaches_the_test_and_time_can_go_on()
    {
        _scheduler.Run(() => SynchronizationContext.Current!.Post(_ => throw new InvalidOperationException("mine"), null));

        Should.Throw<InvalidOperationException>(_scheduler.Settle).Message.ShouldBe("mine");
        _scheduler.Advance(1);

        _scheduler.Now.ShouldBe(1_000_001);
    }

    [Fact]
    public void Continuations_without_end_are_an_error()
    {
        _scheduler.Run(() =>
        {
            var context = SynchronizationContext.Current!;
            void Again(object? state) => context.Post(Again, null);
            Again(null);
        });

        Should.Throw<InvalidOperationException>(_scheduler.Settle).Message.ShouldContain("continuations");
    }

    [Fact]
    public void Time_cannot_be_moved_from_within()
    {
        _scheduler.Run(() => SynchronizationContext.Current!.Post(_ => _scheduler.Settle(), null));

        Should.Throw<InvalidOperationException>(_scheduler.Settle).Message.ShouldContain("already");
    }

    [Fact]
    public async Task Thread_that_would_wait_for_the_test_is_refused()
    {
        var context = _scheduler.Run(() => SynchronizationContext.Current!);

        await Should.ThrowAsync<NotSupportedException>(() => Task.Run(() => context.Send(_ => { }, null)));
        _scheduler.Run(() => context.Send(_ => _ran.Add("here"), null));

        _ran.ShouldBe(["here"]);
    }

    [Fact]
    public void Options_keep_what_the_test_says_and_take_the_rest_from_the_scheduler()
    {
        var options = _scheduler.Options(new QueryClientOptions { Mounted = false, TimeProvider = TimeProvider.System });

        options.Mounted.ShouldBeFalse();
        options.TimeProvider.ShouldBeSameAs(_scheduler.Clock);
        options.ContinueOnCapturedContext.ShouldBeTrue();
        options.Focus.ShouldBeSameAs(_scheduler.Focus);
        options.Online.ShouldBeSameAs(_scheduler.Online);
    }

    private async Task<string> YieldThenNote(string name)
    {
        await Task.Yield();
        _ran.Add(name + "1");
        await Task.Yield();
        _ran.Add(name + "2");
        return name;
    }

    private async Task Wait(int milliseconds, Func<Task> then)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), _scheduler.Time);
        await then();
    }
}
