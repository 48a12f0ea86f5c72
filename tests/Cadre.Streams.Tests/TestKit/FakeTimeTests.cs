namespace Cadre.Streams.Tests.TestKit;

/// <summary>The clock that so many tests rely on.</summary>
public class FakeTimeTests
{
    static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    readonly FakeTime _time = new();
    readonly List<string> _fired = [];

    ITimer Timer(string name, TimeSpan due, TimeSpan? period = null) =>
        _time.CreateTimer(_ => _fired.Add($"{name} at {_time.GetElapsedTime(0).TotalSeconds:0.#}"), null, due, period ?? Timeout.InfiniteTimeSpan);

    [Fact]
    public void Advance_moves_the_wall_clock_and_the_timestamp()
    {
        var (now, stamp) = (_time.GetUtcNow(), _time.GetTimestamp());

        _time.Advance(2.5 * Second);

        (_time.GetUtcNow() - now).ShouldBe(2.5 * Second);
        _time.GetElapsedTime(stamp).ShouldBe(2.5 * Second);
    }

    [Fact]
    public void Advance_runs_timers_in_the_order_in_which_they_are_due()
    {
        Timer("late", 3 * Second);
        Timer("early", Second);
        Timer("periodic", Second * 0.8, Second);

        _time.Advance(3 * Second);

        _fired.ShouldBe(["periodic at 0.8", "early at 1", "periodic at 1.8", "periodic at 2.8", "late at 3"]);
    }

    [Fact]
    public void Advance_runs_a_timer_that_another_timer_makes()
    {
        using var first = _time.CreateTimer(_ => Timer("second", Second), null, Second, Timeout.InfiniteTimeSpan);

        _time.Advance(5 * Second);

        _fired.ShouldBe(["second at 2"]);
    }

    [Fact]
    public void SetUtcNow_lets_no_time_pass()
    {
        Timer("never", Second);
        _time.SetUtcNow(_time.GetUtcNow().AddDays(-1));

        _fired.ShouldBeEmpty();
        _time.GetTimestamp().ShouldBe(0);
    }

    [Fact]
    public void Timer_changed_or_disposed_of_does_not_run_as_before()
    {
        var changed = Timer("changed", Second);
        Timer("disposed", Second).Dispose();
        changed.Change(2 * Second, Timeout.InfiniteTimeSpan);
        _time.ArmedTimers.ShouldBe(1);

        _time.Advance(5 * Second);

        _fired.ShouldBe(["changed at 2"]);
        _time.ArmedTimers.ShouldBe(0);
    }

    [Fact]
    public async Task Delay_and_cancellation_follow_the_clock()
    {
        var delay = Task.Delay(10 * Second, _time);
        using var cancel = new CancellationTokenSource(20 * Second, _time);

        _time.Advance(10 * Second);
        await delay.Within("the delay");
        cancel.IsCancellationRequested.ShouldBeFalse();
        _time.Advance(10 * Second);
        cancel.IsCancellationRequested.ShouldBeTrue();
    }
}
